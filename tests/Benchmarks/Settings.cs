using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Benchmarks;

/// <summary>How it is measured: in this process, which has the plugins and libtorch, one call an iteration.</summary>
internal static class Settings
{
    /// <summary>Pairs of an epoch bare and an epoch whole; <c>ROCL_ROUNDS</c> sets another number.</summary>
    public static int Rounds { get; } = int.TryParse(Environment.GetEnvironmentVariable("ROCL_ROUNDS"), out var rounds) ? rounds : 9;

    /// <summary>Steps of an epoch; the demonstration itself has 46.</summary>
    public const int Steps = 10;

    private static readonly Lazy<Demonstration> Shared = new(() => Demonstration.Of(Steps));

    /// <summary>Opened once a process.</summary>
    public static Demonstration Opened => Shared.Value;

    /// <summary>Of all benchmarks.</summary>
    public static IConfig Config => DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.DontLogOutput).WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(0).WithIterationCount(1).WithInvocationCount(1).WithUnrollFactor(1))
        .AddDiagnoser(new ProcessorTime())
        .WithOptions(ConfigOptions.DisableOptimizationsValidator);
}
