using RoCL.Core;

namespace RoCL.Plugins.Templates;

/// <summary>Writes a new plugin: one C# file, or a project with its tests.</summary>
/// <param name="folder">The folder; this one where <see langword="null"/>.</param>
public sealed class NewPluginFiles(string? folder)
{
    /// <summary>Writes them; what to say to the person.</summary>
    /// <param name="template">The kind.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="isProject">Whether a class library with its tests is wanted.</param>
    /// <returns>
    /// ROCL0242: a file is there already. ROCL0243: the folder cannot be written.
    /// </returns>
    public Result<ImmutableArray<string>> Write(Template template, PluginName name, bool isProject)
    {
        string At(string path) => folder is null ? path : Path.Combine(folder, path);
        ImmutableArray<NewFile> files = isProject ? [.. template.Projects(name)] : [template.File(name)];
        try
        {
            if (files.Where(file => File.Exists(At(file.Path))).ToList() is { Count: > 0 } there)
            {
                return there.Select(file => NotWrittenAnew.IsThere(At(file.Path))).ToImmutableArray();
            }

            foreach (var file in files)
                Write(At(file.Path), file.Text, FileMode.CreateNew);
            return isProject ? Projects(template, name, At) : Alone(template, name, At);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return NotWrittenAnew.IsRefused(folder, refused);
        }
    }

    private static ImmutableArray<string> Alone(Template template, PluginName name, Func<string, string> at)
    {
        var file = at($"{name.Record}.cs");
        var editors = at(EditorsProject.File.Path);
        var wanted = EditorsProject.IsFor(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (wanted)
            Write(editors, EditorsProject.File.Text, FileMode.Create);
        return
        [
            $"Wrote {file}, a working {template.Noun}{(wanted ? $"; {editors} lets editors complete in it" : "")}.",
            $"Run it:  {Trial.Of(template.Kind, name.Word, file)}",
        ];
    }

    private static ImmutableArray<string> Projects(Template template, PluginName name, Func<string, string> at)
    {
        var library = at(name.Record);
        var tests = at($"{name.Record}.Tests");
        var built = at($"{name.Record}/bin/Release/net{Environment.Version.ToString(2)}");
        return
        [
            $"Wrote {library}, a class library with a working {template.Noun}, and {tests}, its tests.",
            $"Test it: dotnet test {tests}",
            $"Build it: dotnet build -c Release {library}",
            $"Run it:  {Trial.Of(template.Kind, name.Word, built)}",
        ];
    }

    private static void Write(string path, string text, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(new FileStream(path, mode));
        writer.Write(text);
    }
}
