using RoCL.Runs.Benchmarks;
using RoCL.Suites.Asking;
using RoCL.Suites.Exporting;
using RoCL.Suites.Measuring;
using RoCL.Suites.Running;
using RoCL.Suites.Showing;
using RoCL.Suites.Supervising;

namespace RoCL.Host.CommandLine;

/// <summary>What a command line asks for.</summary>
/// <param name="Plugins">
/// The plugins that the shell is composed with, besides those beside the host.
/// </param>
internal abstract record Request(ImmutableArray<string> Plugins)
{
    /// <summary><c>rocl run</c>, in this process.</summary>
    public sealed record Run(RunRequest Asked, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl run</c>, by worker processes.</summary>
    public sealed record Supervise(Supervised Asked) : Request([]);

    /// <summary><c>rocl evaluate</c>.</summary>
    public sealed record Evaluate(EvaluateRequest Asked, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl export</c>.</summary>
    public sealed record Export(ExportRequest Asked, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl show</c>.</summary>
    public sealed record Show(ShowRequest Asked, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl show --recipes</c>.</summary>
    public sealed record Recipes() : Request([]);

    /// <summary><c>rocl plugins</c>; all components where none is named.</summary>
    public sealed record List(string? Name, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl plugins --schema</c>, or <c>--markdown</c>.</summary>
    public sealed record Schema(bool AsPage, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl new</c>.</summary>
    public sealed record New(NewRequest Asked) : Request([]);

    /// <summary><c>rocl check</c>.</summary>
    public sealed record Check(CheckRequest Asked, ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl check --watch</c>, with the command line of each turn.</summary>
    public sealed record Watch(CheckRequest Asked, ImmutableArray<string> Turn) : Request([]);

    /// <summary><c>rocl doctor</c>.</summary>
    public sealed record Doctor(ImmutableArray<string> Plugins) : Request(Plugins);

    /// <summary><c>rocl doctor --load</c>, which <c>rocl doctor</c> starts itself.</summary>
    public sealed record Load() : Request([]);

    /// <summary><c>rocl doctor --bench</c>.</summary>
    public sealed record Bench(SpeedQuestion Question, string Device, ImmutableArray<string> Plugins) : Request(Plugins)
    {
        /// <summary>Its plugins compute, as those of a run do.</summary>
        public PluginsInUse InUse => PluginsInUse.Checked(Plugins, []);
    }

    /// <summary><c>rocl completion</c>, <c>rocl explain --commands</c>: a text.</summary>
    public sealed record Page(string Text) : Request([]);

    /// <summary>
    /// <c>rocl explain</c>; all codes where none is named, and as a page of Markdown.
    /// </summary>
    public sealed record Explain(ImmutableArray<string> Codes, bool AsPage) : Request([]);
}
