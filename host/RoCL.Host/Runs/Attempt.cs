using Serilog;
using TorchSharp;

namespace RoCL.Host.Runs;

/// <summary>All that one try at a training works with.</summary>
/// <param name="Job">What is trained.</param>
/// <param name="Run">Where it is written.</param>
/// <param name="Device">Where arithmetic runs.</param>
/// <param name="Report">Told after each step.</param>
/// <param name="Log">The run's.</param>
/// <param name="At">Where it is.</param>
/// <param name="Stop">Asks it to stop after the step.</param>
internal sealed record Attempt(
    Job Job, RunFolder Run, torch.Device Device, Action<Progress.Progress> Report, ILogger Log, Whereabouts At, CancellationToken Stop);

/// <summary>The step that a training is at: what failed, failed there.</summary>
internal sealed class Whereabouts
{
    /// <summary>From 0.</summary>
    public long Step { get; private set; }

    /// <summary>Goes back to a step, whose checkpoint could not be written.</summary>
    public void Return(long step) => Step = step;

    /// <summary>Comes to a step. Dropout and whatever else draws from libtorch's own generator follows it, not what was drawn before.</summary>
    public TrainingStep Seeded(TrainingStep step)
    {
        Step = step.Index;
        torch.manual_seed(step.Seed.For("global").Value);
        return step;
    }
}
