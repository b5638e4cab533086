using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Benchmarks;

/// <summary>
/// How it is measured: in this process, which has the plugins and libtorch, one call an iteration.
/// </summary>
internal static class Settings
{
    /// <summary>
    /// Steps that are taken by two in turn; <c>ROCL_STEPS</c> sets another number.
    /// </summary>
    public static int Steps { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ROCL_STEPS"), out var steps) ? steps : 184;

    /// <summary>
    /// What is trained otherwise than in the demonstration: <c>ROCL_SET</c>, settings with spaces
    /// between them.
    /// </summary>
    private static string[] Set =>
        (Environment.GetEnvironmentVariable("ROCL_SET") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static readonly Lazy<Demonstration> Shared = new(() => Demonstration.Open(Steps, Set));
    private static readonly Lazy<Alternation> Turns = new(() => new(() => Opened));

    /// <summary>Opened once a process.</summary>
    public static Demonstration Opened => Shared.Value;

    /// <summary>Two trainings that take turns.</summary>
    public static Alternation Alternation => Turns.Value;

    /// <summary>Looks whether both took the same steps, where they were asked to.</summary>
    public static void Compare()
    {
        if (Turns.IsValueCreated)
            Turns.Value.Compare();
    }

    /// <summary>Of all benchmarks.</summary>
    public static IConfig Config =>
        DefaultConfig
            .Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "artifacts"))
            .AddJob(
                Job.Default.WithToolchain(InProcessNoEmitToolchain.DontLogOutput)
                    .WithStrategy(RunStrategy.Monitoring)
                    .WithWarmupCount(0)
                    .WithIterationCount(1)
                    .WithInvocationCount(1)
                    .WithUnrollFactor(1)
            )
            .AddDiagnoser(new ProcessorTime())
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
}
