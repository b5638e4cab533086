using System.Globalization;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using Serilog;

namespace RoCL.Runs.Training;

/// <summary>
/// The recovery of one training: keeps its history, asks <see cref="RecoveryRules"/>, and does what
/// they decide.
/// </summary>
/// <param name="trainer">Policy, clock and output.</param>
/// <param name="job">What is trained.</param>
/// <param name="run">Where it is written.</param>
/// <param name="log">The run's log.</param>
/// <param name="position">The step that training is at.</param>
internal sealed class TrainingRecovery(Trainer trainer, Job job, RunFolder run, ILogger log, TrainingPosition position)
{
    // Noticed by the optimizer's guard, or by the checkpoint that was due.
    private static readonly string[] ModelNotFinite = ["ROCL0380", "ROCL0381", Soundness.Code];

    private const string WentBack =
        "Going back from step {At} to step {To}; the learning rate is multiplied by {Factor} from there on";

    private RecoveryHistory _history = RecoveryHistory.Under(trainer.Policy);
    private RetryHistory? _retries;
    private Decision? _decision;
    private int _attempts;
    private bool _hasRestored;

    /// <summary>Why training was given up; <see langword="null"/> where it was not.</summary>
    public Problem? GivenUp => (_decision as Decision.GiveUp)?.Problem;

    /// <summary>Decides what follows from the exception that ended an attempt.</summary>
    public Decision Decide(Exception fault)
    {
        var failure = FailureOf(fault);
        _decision = RecoveryRules.Decide(_history, failure, trainer.Jitter());
        if (trainer.Together.World > 1)
            _decision = OverRanks(fault, failure, _decision);
        _history = _history.After(failure);
        return _decision;
    }

    /// <summary>Writes down and says that another attempt follows.</summary>
    public void Announce(Exception fault, Decision decision)
    {
        switch (decision)
        {
            case Decision.GoBack back:
                log.With(job.Recipe, fault)
                    .Warning(fault, WentBack, back.Record.At, back.Record.To, back.Record.Factor);
                break;
            case Decision.Retry retry:
                _attempts++;
                var failed = Retry.Of(_attempts, position.Step, fault, trainer.Clock.GetUtcNow());
                _retries = (_retries ?? RetryHistory.None).With(failed);
                AnnounceRetry(fault, retry.Wait);
                break;
        }
    }

    /// <summary>
    /// Goes back where that was decided; when the run went back, in all. Whatever fails here fails
    /// the attempt, and is tried again.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0606: <c>gone-back.json</c> was damaged.</exception>
    public ImmutableArray<GoneBack> GoBackIfDecided()
    {
        if (_decision is Decision.GoBack back)
        {
            _decision = null;
            GoingBack.Apply(run, _history.GoneBack, back.Record);
        }

        var goneBack = GoneBackFile.Read(run).ValueOrThrow();
        _history = _history with { GoneBack = goneBack };
        return goneBack;
    }

    /// <summary>
    /// The attempts that failed so far, in any process; <see langword="null"/> where none did.
    /// </summary>
    /// <param name="saved">Those that the restored checkpoint knows.</param>
    public RetryHistory? RetriesAfter(RetryHistory? saved)
    {
        // The attempts of earlier processes are in the first checkpoint that is restored.
        if (!_hasRestored && saved is not null)
            _retries = (_retries?.Last ?? []).Aggregate(saved, (history, retry) => history.With(retry));
        _hasRestored = true;
        return _retries;
    }

    // The other ranks wait for this one where it was: all of them begin again, or none.
    private Decision OverRanks(Exception fault, Failure failure, Decision decision)
    {
        RunRanks.WaitWhereAnotherFailed(fault);
        if (decision is not Decision.Retry || failure is not Failure.Thrown thrown)
            return decision;
        trainer.Together.MayBeginAgain = true;
        return new Decision.GiveUp(thrown.Otherwise);
    }

    private Failure FailureOf(Exception fault)
    {
        var problem = (fault as ProblemException)?.Problem;
        var isModel = problem is not null && ModelNotFinite.Contains(problem.Code);
        var isNotFinite = isModel || problem?.Code == StepFault.NotFiniteCode;
        if (!isNotFinite || job.Recipe.NotFinite is not NotFinite.Back policy)
        {
            var otherwise = TrainingProblem.NotPast(run.Root, position.Step, fault);
            return new Failure.Thrown(position.Step, fault, otherwise);
        }

        // Weights that are not finite were made by the step itself: the one after it has no use for
        // them.
        var step = isModel ? position.Step + 1 : position.Step;
        return new Failure.Diverged(step, GoingBack.TargetBefore(job.Plan, step), policy, problem!);
    }

    private void AnnounceRetry(Exception fault, TimeSpan wait)
    {
        log.With(job.Recipe, fault)
            .Warning(
                fault,
                "Attempt {Attempt} failed at step {Step}; the next begins in {Wait} from the newest checkpoint",
                _attempts,
                position.Step,
                wait
            );
        trainer.Errors.Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"attempt {_attempts} failed ({fault.Message.Split('\n')[0]}); "
                    + $"going on from the newest checkpoint in {wait.TotalSeconds:0.#} s"
            )
        );
    }
}
