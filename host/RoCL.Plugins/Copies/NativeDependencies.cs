using System.Text.Json.Nodes;

namespace RoCL.Plugins.Copies;

/// <summary>
/// Native libraries that lie flat in a plugin's folder, listed in the <c>deps.json</c> of its copy:
/// the loader then gives each plugin its own. The runtime by itself knows one library of a name for
/// the whole process, the one that was loaded first.
/// </summary>
internal static class NativeDependencies
{
    private const string Library = "rocl.native-libraries/1.0.0";

    /// <summary>A <c>deps.json</c> with the libraries.</summary>
    /// <param name="dependencies">The plugin's own; none where it has none.</param>
    /// <param name="natives">The libraries' file names.</param>
    public static byte[] With(byte[]? dependencies, IReadOnlyCollection<string> natives)
    {
        var root = dependencies is null ? New() : JsonNode.Parse(dependencies)!.AsObject();
        if (root["targets"] is not JsonObject targets || root["libraries"] is not JsonObject libraries)
            return dependencies!;
        foreach (var (_, target) in targets)
        {
            var files = new JsonObject(natives.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject())));
            target!.AsObject()[Library] = new JsonObject { ["native"] = files };
        }

        libraries[Library] = new JsonObject
        {
            ["type"] = "package",
            ["serviceable"] = false,
            ["sha512"] = "",
        };
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonObject New()
    {
        var target = $".NETCoreApp,Version=v{Environment.Version.ToString(2)}";
        return new()
        {
            ["runtimeTarget"] = new JsonObject { ["name"] = target, ["signature"] = "" },
            ["targets"] = new JsonObject { [target] = new JsonObject() },
            ["libraries"] = new JsonObject(),
        };
    }
}
