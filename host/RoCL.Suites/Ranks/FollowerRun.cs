using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Runs.Training;
using RoCL.Suites.Running;

namespace RoCL.Suites.Ranks;

/// <summary>What a rank other than 0 does: it trains along, and leaves no file.</summary>
public sealed class FollowerRun(Trainer trainer, Jobs jobs)
{
    // What fails on all ranks alike is for rank 0 to say, which ends the others meanwhile.
    private static readonly TimeSpan PatienceWithRankZero = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Follows rank 0 through the run, until the training has ended; the exit code.
    /// </summary>
    /// <param name="prepared">The suite, of one run.</param>
    /// <param name="signals">What asks the run to stop.</param>
    public int Run(PreparedSuite prepared, Signals signals)
    {
        var ranks = trainer.Together;
        if (!ranks.Hears())
        {
            ranks.End();
            return ExitCode.Done;
        }

        var run = prepared.Runs.Single();
        var rank = ranks.Collective.Rank;
        try
        {
            var job = jobs.Of(run).ValueOrThrow();
            new FollowerTraining(job, ranks, prepared.Device, trainer.Clock).Train(signals.Stop);
            return ExitCode.Done;
        }
        catch (Exception fault)
        {
            Thread.Sleep(PatienceWithRankZero);
            var problem = Problem(fault);
            var named = problem with { Where = $"rank {rank}: {problem.Where}" };
            ranks.MayBeginAgain = PassingFault.Is(fault);
            // Nobody else says it: the program is quiet on this rank.
            var errors = new ErrorOutput(Console.Error);
            if (ranks.BeginAgain)
                errors.Warn(ranks.Passing(fault));
            else
                errors.Report(named);
            FailureFile.Write(prepared.Folder.Of(run), named, errors);
            var code = ranks.BeginAgain ? ExitCode.SubmitAgain : ExitCode.Of(problem);
            ranks.Collective.Abort(code);
            return code;
        }
    }

    private static Problem Problem(Exception fault) =>
        (fault as ProblemException)?.Problem ?? MachineProblem.Of("the rank", fault) ?? LastProblem.Of(fault);
}
