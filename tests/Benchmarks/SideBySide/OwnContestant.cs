using System.Diagnostics;
using RoCL.Runs.Benchmarks;
using Tables.Peers;

namespace Benchmarks.SideBySide;

/// <summary>
/// Our side: a process that works as <c>rocl run</c> does, and takes steps when it is asked to.
/// </summary>
/// <param name="work">What it does.</param>
internal sealed class OwnContestant(MeasuredWork work)
{
    private const int StepsPerEpoch = 100; // a checkpoint is written after as many

    private readonly Stopwatch _clock = new();
    private TimeSpan _processorTimeBefore;
    private long _stepsLeft = 1; // the first is not measured
    private long _stepsAsked;

    /// <summary>Works until nobody asks any more.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="settings">Recipe values to set.</param>
    public static int Run(MeasuredWork work, IEnumerable<string> settings)
    {
        var host = new BuiltHost();
        set_num_threads(work.Threads);
        var job = new SyntheticJobs(host.Catalogue, host.Binder)
            .Of("rocl", [.. Common(work), .. settings], work.Shape, StepsPerEpoch)
            .ValueOrThrow();
        var contestant = new OwnContestant(work);
        if (work.Kind == "train")
            OwnTraining.Run(job, contestant.StepTaken);
        else
            OwnAttack.Run(job, contestant.StepTaken);
        return 0;
    }

    // A step was taken: where it was the last of those that were asked for, says how long they
    // took, and waits.
    private void StepTaken()
    {
        _stepsLeft--;
        if (_stepsLeft > 0)
            return;

        if (_stepsAsked == 0)
            Console.WriteLine("""{"ready":"TorchSharp"}""");
        else
            Console.WriteLine(Measured().ToLine());
        if (!long.TryParse(Console.ReadLine(), out _stepsAsked))
            Environment.Exit(0);
        _stepsLeft = _stepsAsked;
        _processorTimeBefore = Environment.CpuUsage.TotalTime;
        _clock.Restart();
    }

    private MeasuredRound Measured()
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        var processorTime = Environment.CpuUsage.TotalTime - _processorTimeBefore;
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1048576.0;
        return new(seconds, processorTime.TotalSeconds, _stepsAsked * work.Batch, peak);
    }

    // Images are not augmented, here as on the other side; the rate keeps random images bearable.
    private static IEnumerable<string> Common(MeasuredWork work) =>
        [
            $"encoder.use={work.Encoder}",
            $"train.batch={work.Batch}",
            "train.epochs=1000",
            "optimizer.lr=0.01",
            "views.a.augment=[]",
            "views.b.augment=[]",
            .. work.Kind == "train"
                ? [$"views.adv.attack.iterations={work.Iterations}", "evaluate=[]"]
                : new[] { $$"""evaluate=[{"use":"linear","attack":{{AttackOf(work)}},"threats":[{"linf":1e-5}]}]""" },
        ];

    private static string AttackOf(MeasuredWork work) =>
        work.Kind switch
        {
            "pgd" => $$"""{"use":"pgd","iterations":{{work.Iterations}},"relativeStep":0.1}""",
            "apgd" => $$"""{"use":"apgd","iterations":{{work.Iterations}},"loss":"ce"}""",
            "apgd-t" => $$"""{"use":"apgd","iterations":{{work.Iterations}},"loss":"dlr-targeted"}""",
            "fab-t" => $$"""{"use":"fab-t","iterations":{{work.Iterations}}}""",
            "square" => $$"""{"use":"square","queries":{{work.Iterations}}}""",
            _ => throw new ArgumentException($"There is no work '{work.Kind}' here."),
        };
}
