using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RoCL.Core.Tensors;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
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
        return Train(box, run, stopping, stop, clock);
    }

    /// <summary>Trains, or goes on, until the caller stops it.</summary>
    /// <param name="box">What is trained.</param>
    /// <param name="run">Where.</param>
    /// <param name="stopping">Stops it.</param>
    /// <param name="stop">After which step it is stopped here; never where negative.</param>
    /// <param name="clock">The system's where null.</param>
    public static string Train(
        Toybox box,
        RunFolder run,
        CancellationTokenSource stopping,
        long stop = -1,
        TimeProvider? clock = null
    )
    {
        var trainer = new Trainer(
            clock ?? TimeProvider.System,
            new ProgressListener(progress =>
            {
                if (progress.Done == stop)
                    stopping.Cancel();
            }),
            new(TimeSpan.Zero, TimeSpan.Zero, SameStep: 2),
            new ErrorOutput(TextWriter.Null)
        );
        var trained = trainer.Train(JobOf(box), run, stopping.Token);
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
        var hasFailed = false;
        var trainer = new Trainer(
            TimeProvider.System,
            new ProgressListener(Report),
            new(TimeSpan.Zero, TimeSpan.Zero, SameStep: 4),
            new ErrorOutput(TextWriter.Null)
        );
        trainer.Train(JobOf(box), run, stopping.Token).Model.Dispose();

        // Once, after the step's metrics were written: the step itself is not at fault.
        void Report(WorkProgress progress)
        {
            if (progress.Done == stop)
                stopping.Cancel();
            if (progress.Done != failsAt || hasFailed)
                return;
            hasFailed = true;
            throw new IOException("the cable was pulled");
        }
    }

    /// <summary>A toy as a job.</summary>
    public static Job JobOf(Toybox box) => new("toy", new JsonObject(), box.Plan, box.Data, box.Data);

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
}
