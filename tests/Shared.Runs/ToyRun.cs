using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RoCL.Core.Tensors;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using Serilog.Core;
using Shared.Toys;

namespace Shared.Runs;

/// <summary>Trainings of toys in a run's folder.</summary>
internal static class ToyRun
{
    /// <summary>One epoch of three steps, and a checkpoint after the second.</summary>
    public static readonly string[] Short = ["train.epochs=1", "checkpoints={\"every\":\"2 steps\",\"keep\":1}"];

    /// <summary>Two augmented views, one linear layer and one loss: a step costs little.</summary>
    public static readonly string[] Plain =
    [
        "encoder=\"toy-dropout\"",
        "views={\"a\":{\"augment\":[\"toy-noise\"]},\"b\":{\"augment\":[\"toy-noise\"]}}",
        "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b\"]}]",
    ];

    /// <summary>Trains, or goes on.</summary>
    /// <param name="box">What is trained.</param>
    /// <param name="run">Where.</param>
    /// <param name="stop">
    /// After which step the training is asked to stop; never where negative.
    /// </param>
    /// <param name="clock">The system's where null.</param>
    /// <returns>The hash of all that a checkpoint holds, the optimizer's state too.</returns>
    public static string Train(Toybox box, RunFolder run, long stop = -1, TimeProvider? clock = null)
    {
        using var stopping = new CancellationTokenSource();
        var trainer = new Trainer(
            clock ?? TimeProvider.System,
            new StopsAt(stop, stopping),
            new(Attempts: 1, TimeSpan.Zero, TimeSpan.Zero),
            new ErrorOutput(TextWriter.Null)
        );
        var trained = trainer.Train(
            new("toy", new JsonObject(), box.Plan, box.Data, box.Data),
            run,
            CPU,
            Logger.None,
            stopping.Token
        );
        using (trained.Model)
        {
            using var bytes = new MemoryStream();
            Safetensors.Write(TensorFile.Of(trained.Model.State), bytes);
            return Convert.ToHexString(SHA256.HashData(bytes.ToArray()));
        }
    }

    /// <summary>Trains, or goes on, with one failure on the way that is tried again.</summary>
    /// <param name="box">What is trained.</param>
    /// <param name="run">Where.</param>
    /// <param name="stop">
    /// After which step the training is asked to stop; never where negative.
    /// </param>
    /// <param name="failsAt">After which step something else fails, once.</param>
    public static void Train(Toybox box, RunFolder run, long stop, long failsAt)
    {
        using var stopping = new CancellationTokenSource();
        var trainer = new Trainer(
            TimeProvider.System,
            new At(stop, failsAt, stopping),
            new(Attempts: 3, TimeSpan.Zero, TimeSpan.Zero),
            new ErrorOutput(TextWriter.Null)
        );
        trainer
            .Train(new("toy", new JsonObject(), box.Plan, box.Data, box.Data), run, CPU, Logger.None, stopping.Token)
            .Model.Dispose();
    }

    /// <summary>A <see cref="Short"/> run that was cut ended as one that was not.</summary>
    public static void EndedAlike(RunFolder run, RunFolder whole, string where)
    {
        Assert.That(File.ReadAllText(run.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)), where);
        var left = Directory.EnumerateDirectories(run.Checkpoints).Select(Path.GetFileName).Order();
        Assert.That(
            string.Join(' ', left),
            Is.EqualTo("step-00000003").Or.EqualTo("step-00000002 step-00000003"),
            where
        );
    }

    private sealed class StopsAt(long step, CancellationTokenSource stopping) : IProgressView
    {
        public T Show<T>(Func<Action<WorkProgress>, T> work) =>
            work(progress =>
            {
                if (progress.Done == step)
                    stopping.Cancel();
            });
    }

    // Once, after the step's metrics were written: the step itself is not at fault.
    private sealed class At(long stop, long fails, CancellationTokenSource stopping) : IProgressView
    {
        private bool _hasFailed;

        public T Show<T>(Func<Action<WorkProgress>, T> work) =>
            work(progress =>
            {
                if (progress.Done == stop)
                    stopping.Cancel();
                if (progress.Done != fails || _hasFailed)
                    return;
                _hasFailed = true;
                throw new IOException("the cable was pulled");
            });
    }
}
