using RoCL.Core;

namespace RoCL.Plugins.Sources;

/// <summary>
/// What a person named by <c>--plugin</c>, ready to be read: where C# stands, the plugin that was
/// compiled of it.
/// </summary>
/// <param name="sdk">Finds the SDK, where there is something to compile.</param>
/// <param name="compiler">Makes plugins of C# files.</param>
public sealed class SourcePlugins(Func<Result<Sdk>> sdk, SourceCompiler compiler)
{
    /// <summary>Assemblies and folders, in the order of what was named.</summary>
    /// <param name="given">As the person wrote them.</param>
    /// <returns>
    /// ROCL0230 to ROCL0234, and ROCL0201 for a file that may not be read; all of them at once.
    /// </returns>
    public Result<ImmutableArray<string>> Ready(IEnumerable<string> given) =>
        Result.All(given.Select(path => Ready(PluginPath.Of(path))));

    private Result<string> Ready(PluginPath path) =>
        path switch
        {
            PluginPath.Source source => SourceText
                .Read(source)
                .Then(text => sdk().Then(found => compiler.Compile(text, found))),
            PluginPath.Project project => new Problem(
                "ROCL0233",
                $"--plugin {project.Path}",
                $"The path is that of a project ({Path.GetFileName(project.File)}), and nothing is built in it.",
                $"Build it first, and name what was built: dotnet build -c Release {project.Path}, --plugin "
                    + $"{Built(project)}."
            ),
            _ => path.Path,
        };

    private static string Built(PluginPath.Project project) =>
        Path.Combine(project.Path, "bin", "Release", $"net{Environment.Version.ToString(2)}");
}
