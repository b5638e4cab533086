using RoCL.Core;
using RoCL.Runs.Reporting;
using RoCL.Suites.Running;

namespace RoCL.Suites.Scheduling;

/// <summary>This process: runs that are handed over are made, one after another.</summary>
/// <param name="engine">Makes them.</param>
/// <param name="prepared">The suite.</param>
/// <param name="signals">What stops them.</param>
internal sealed class LocalRows(SuiteEngine engine, PreparedSuite prepared, Signals signals) : IRowScheduler
{
    /// <summary>The exit code of the runs.</summary>
    public int ExitCode { get; private set; } = Runs.Reporting.ExitCode.Done;

    /// <inheritdoc/>
    public Result<string> Submit(ImmutableArray<int> rows)
    {
        var names = rows.Select(row => prepared.Suite.Runs[row].Name).ToImmutableHashSet();
        var isAll = names.Count == prepared.Suite.Runs.Length;
        ExitCode = engine.Run(isAll ? prepared : prepared with { Only = names }, signals);
        return "";
    }

    /// <inheritdoc/>
    public Result<ImmutableDictionary<int, string>> Poll() => ImmutableDictionary<int, string>.Empty;

    /// <inheritdoc/>
    public Result<string> Cancel()
    {
        signals.Ask();
        return "";
    }
}
