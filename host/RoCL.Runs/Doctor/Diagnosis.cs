using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Runs.Machine;
using RoCL.Runs.Supervision;

namespace RoCL.Runs.Doctor;

/// <summary>What <c>rocl doctor</c> found.</summary>
/// <param name="Machine">Where the program runs.</param>
/// <param name="Torch">What does the arithmetic; or ROCL0701, why it cannot be loaded.</param>
/// <param name="Folders">Where plugins were looked for.</param>
/// <param name="Plugins">
/// Every plugin whose metadata could be read.
/// </param>
/// <param name="Unreadable">What is wrong with other files and folders.</param>
public sealed record Diagnosis(
    MachineFacts Machine,
    Result<TorchFacts> Torch,
    ImmutableArray<string> Folders,
    ImmutableArray<PluginFacts> Plugins,
    ImmutableArray<Problem> Unreadable
)
{
    /// <summary>
    /// What is wrong with folders that a run writes to besides its own; empty when nothing is.
    /// </summary>
    public ImmutableArray<Problem> Unwritable { get; init; } = [];

    /// <summary>
    /// Plugins that the program was built with and that are gone; of no interest where all are.
    /// </summary>
    public ImmutableArray<Problem> Missing { get; init; } = [];

    /// <summary>
    /// The same, with what is wrong with the folder for temporary files, and with plugins that are
    /// gone.
    /// </summary>
    /// <param name="host">The program's folder.</param>
    public Diagnosis Beside(string host) =>
        this with
        {
            Unwritable = TemporaryRecord.Failure() is { } failure ? [failure] : [],
            Missing = ShippedPlugins.Missing(host),
        };

    /// <summary>Everything that is wrong, what is worst first; empty when all is well.</summary>
    public ImmutableArray<Problem> Problems =>
        [
            .. Torch.Problems,
            .. Unwritable,
            .. NoPlugin,
            .. Plugins.IsEmpty ? [] : Missing,
            .. Unreadable,
            .. Plugins.SelectMany(plugin => plugin.Problems),
        ];

    // Without any plugin, no recipe can be run.
    private ImmutableArray<Problem> NoPlugin =>
        Plugins.IsEmpty && Unreadable.IsEmpty
            ?
            [
                new(
                    "ROCL0152",
                    string.Join(", ", Folders),
                    "There is no plugin here, so no recipe can be run: encoders, losses and attacks are plugins.",
                    "Build or publish the whole program, so that the folder 'plugins' lies beside it, or name "
                        + "a folder of plugins by --plugin."
                ),
            ]
            : [];
}

/// <summary>Where the program runs.</summary>
/// <param name="Rocl">The program's version.</param>
/// <param name="Contracts">The version of the contracts that plugins meet.</param>
/// <param name="Runtime">Such as <c>.NET 10.0.0</c>.</param>
/// <param name="System">Name and version of the operating system.</param>
/// <param name="Platform">Such as <c>linux-x64</c>.</param>
/// <param name="Processors">How many the process may use.</param>
public sealed record MachineFacts(
    string Rocl,
    string Contracts,
    string Runtime,
    string System,
    string Platform,
    int Processors
);

/// <summary>Whether a plugin loads.</summary>
/// <param name="Plugin">Which.</param>
/// <param name="Components">How many sound components it has.</param>
/// <param name="Tried">Whether it was loaded; not where libtorch is missing.</param>
/// <param name="Problems">Why it does not load; empty when it does.</param>
public sealed record PluginFacts(PluginIdentity Plugin, int Components, bool Tried, ImmutableArray<Problem> Problems);
