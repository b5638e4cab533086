using BenchmarkDotNet.Attributes;
using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace Benchmarks;

/// <summary>
/// What it costs to call a component through a guard: against the call itself, each many times.
/// </summary>
public class GuardCost
{
    private const int Calls = 100_000;
    private readonly ComponentUse _use = Settings.Opened.Job.Recipe.Encoder;
    private Tensor _given = null!;

    /// <summary>What the component gives.</summary>
    [GlobalSetup]
    public void Open() => _given = zeros(1).DetachFromDisposeScope();

    /// <summary>The call.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public Tensor Plain() => Enumerable.Repeat(() => _given, Calls).Aggregate(_given, (_, call) => call());

    /// <summary>Through a guard, nobody listening.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public Tensor Guarded() =>
        Enumerable.Repeat(() => _given, Calls).Aggregate(_given, (_, call) => Guard.Call(_use, call));
}
