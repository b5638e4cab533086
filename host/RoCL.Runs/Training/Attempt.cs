using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>All that one try at a training works with.</summary>
/// <param name="Job">What is trained.</param>
/// <param name="Run">Where it is written.</param>
/// <param name="Device">Where arithmetic runs.</param>
/// <param name="Report">Told after each step.</param>
/// <param name="Log">The run's.</param>
/// <param name="At">Where it is.</param>
/// <param name="Stop">Asks it to stop after the step.</param>
public sealed record Attempt(
    Job Job,
    RunFolder Run,
    torch.Device Device,
    Action<WorkProgress> Report,
    ILogger Log,
    Whereabouts At,
    CancellationToken Stop
);
