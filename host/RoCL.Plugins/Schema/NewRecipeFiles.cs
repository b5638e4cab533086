using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Plugins.Templates;

namespace RoCL.Plugins.Schema;

/// <summary>Writes a new recipe, and what makes an editor complete in it.</summary>
/// <param name="folder">The folder; this one where <see langword="null"/>.</param>
public sealed class NewRecipeFiles(string? folder)
{
    private const string Extension = ".json";

    /// <summary>Writes them; what to say to the person.</summary>
    /// <param name="name">The recipe's name, with or without <c>.json</c>.</param>
    /// <param name="components">The components at hand.</param>
    /// <returns>
    /// ROCL0242: the recipe is there already. ROCL0243: the folder cannot be written.
    /// </returns>
    public Result<ImmutableArray<string>> Write(string name, IEnumerable<ComponentDescription> components)
    {
        var file = Path.GetFileNameWithoutExtension(name) + Extension;
        var path = At(file);
        try
        {
            if (File.Exists(path))
                return NotWrittenAnew.IsThere(path);

            Directory.CreateDirectory(At(".vscode"));
            File.WriteAllText(path, NewRecipe.Of(Path.GetFileNameWithoutExtension(file)));
            File.WriteAllText(At(NewRecipe.SchemaPath), RecipeSchema.TextOf(components));
            return ImmutableArray.Create($"Wrote {path}. {Editors(file)}", $"Run it:  rocl run {path}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return NotWrittenAnew.IsRefused(folder, refused);
        }
    }

    private string Editors(string file)
    {
        var settings = At(NewRecipe.SettingsPath);
        var bytes = File.Exists(settings) ? File.ReadAllBytes(settings) : [];
        var there = WrittenText.Of(settings, bytes);
        if (there.Match(text => NewRecipe.SettingsWith(text, file), _ => null) is not { } changed)
            return $"{settings} is left as it is: add {NewRecipe.SchemaPath} to its json.schemas.";
        File.WriteAllText(settings, changed);
        return $"Editors complete in it by {At(NewRecipe.SchemaPath)}.";
    }

    private string At(string path) => folder is null ? path : Path.Combine(folder, path);
}
