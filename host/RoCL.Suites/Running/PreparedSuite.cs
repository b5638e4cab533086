using RoCL.Core.Values;
using RoCL.Plugins.Trust;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using TorchSharp;

namespace RoCL.Suites.Running;

/// <summary>A suite that is ready to run.</summary>
/// <param name="Suite">What to run.</param>
/// <param name="Folder">The folder for the results.</param>
/// <param name="Changes">The runs that go on with other plugins, by their names.</param>
/// <param name="GivenUp">
/// The names of runs that the supervisor has given up; it has noted why.
/// </param>
/// <param name="Device">Where arithmetic runs.</param>
public sealed record PreparedSuite(
    Suite Suite,
    SuiteFolder Folder,
    ImmutableDictionary<string, PluginChange> Changes,
    ImmutableHashSet<string> GivenUp,
    torch.Device Device
)
{
    /// <summary>
    /// The options of the command line that going on needs as well, such as <c>--plugin</c>.
    /// </summary>
    public ImmutableArray<string> Lasting { get; init; } = [];

    /// <summary>
    /// The names of the runs to make; <see langword="null"/> for all. Tables are left to who makes
    /// all.
    /// </summary>
    public ImmutableHashSet<string>? Only { get; init; }

    /// <summary>The runs to make, in the suite's order.</summary>
    public IEnumerable<SuiteRun> Runs => Suite.Runs.Where(run => Only is null || Only.Contains(run.Name));

    /// <summary>The command that goes on with it after a stop or a failure.</summary>
    public string GoOn => string.Join(' ', Lasting.Prepend(Folder.Root).Select(ShellWord.Of).Prepend("rocl run"));
}
