using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoCL.Plugins.Schema;

/// <summary>
/// What <c>rocl new recipe</c> writes: a commented recipe, and what an editor needs.
/// </summary>
public static class NewRecipe
{
    /// <summary>The word after <c>rocl new</c>.</summary>
    public const string Kind = "recipe";

    /// <summary>Where the schema is written, relative to the folder.</summary>
    public const string SchemaPath = ".vscode/rocl.schema.json";

    /// <summary>Where the editor's settings are, relative to the folder.</summary>
    public const string SettingsPath = ".vscode/settings.json";

    private const string Schemas = "json.schemas";
    private const string Associations = "files.associations";
    private static readonly JsonDocumentOptions EachKeyOnce = new() { AllowDuplicateProperties = false };

    private const string Text = """
        {
          // What it changes: run `rocl show --recipes` for those that come along.
          "extends": "demo-rocl",
          "about": "NAME: say in one line what is new",

          // The images, and how many of them: fewer make a quick try.
          "images": { "train": 2000, "test": 500 },

          // Any value of the recipe that it extends; null takes a key away.
          "views": {
            "adv": { "attack": { "use": "pgd", "iterations": 5, "step": "8/255" }, "threat": { "linf": "16/255" } },
          },
          "train": { "epochs": 2, "batch": 128 },

          // Measured after training: a linear classifier on the frozen encoder, clean and attacked.
          "evaluate": [
            {
              "use": "linear", "epochs": 20, "batch": 250,
              "attack": { "use": "pgd", "iterations": 20, "relativeStep": 0.1 },
              "threats": [{ "linf": "8/255" }, { "linf": "16/255" }],
            },
          ],
        }

        """;

    /// <summary>The recipe's text.</summary>
    /// <param name="name">Its name.</param>
    public static string Of(string name) =>
        Text.Replace("NAME", name, StringComparison.Ordinal).ReplaceLineEndings("\n");

    /// <summary>
    /// The editor's settings, with the recipe's file beside what is there; <see langword="null"/>
    /// where they are no JSON, such as by comments, and are left as they are.
    /// </summary>
    /// <param name="settings">What is there; empty for nothing.</param>
    /// <param name="file">The recipe's file.</param>
    public static string? SettingsWith(string settings, string file)
    {
        try
        {
            var root = settings.Length == 0 ? [] : JsonNode.Parse(settings, documentOptions: EachKeyOnce) as JsonObject;
            if (root is null)
                return null;
            var ours = (root[Schemas] as JsonArray)?.FirstOrDefault(one => $"{one?["url"]}" == $"./{SchemaPath}");
            if (ours is null)
            {
                ours = new JsonObject { ["fileMatch"] = new JsonArray(), ["url"] = $"./{SchemaPath}" };
                if (root[Schemas] is not JsonArray)
                    root[Schemas] = new JsonArray();
                ((JsonArray)root[Schemas]!).Add(ours);
            }

            var matched = (JsonArray)ours["fileMatch"]!;
            if (!matched.Any(one => $"{one}" == file))
                matched.Add(file);
            if (root[Associations] is not JsonObject)
                root[Associations] = new JsonObject();
            root[Associations]![file] = "jsonc";
            return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
