using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using RoCL.Suites.Running;
using TorchSharp;

namespace RoCL.Suites.Ranks;

/// <summary>
/// One run over ranks, in the process of one of them: the ranks agree on what they train, rank 0
/// runs it as any run, the others follow; and none is left waiting when one ends.
/// </summary>
public sealed class RankedRuns(Trainer trainer, Jobs jobs, FollowerRun follower, ErrorOutput errors)
{
    private readonly RunRanks _ranks = trainer.Together;
    private bool _haveAgreed;
    private bool _areReady;

    /// <summary>Whether another rank writes what the run leaves.</summary>
    public bool IsFollower => _ranks.Collective.Rank > 0;

    /// <summary>
    /// Whether the work is a rank's, and this process has not entered it yet; or its options have
    /// no meaning together.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    public bool Enters(RankRequest request) =>
        request.Contradiction is not null || (request.IsLaunched && _ranks.World == 1);

    /// <summary>Does a rank's work.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="work">Prepares and runs; the exit code.</param>
    public int Run(RankRequest request, Func<int> work)
    {
        if (request.Contradiction is { } contradiction)
            return errors.Report(contradiction);
        var started = RankConnection.Start(LaunchedRank.Here);
        if (started is not Result<ICollective>.Ok { Value: var collective })
            return errors.Report(started.Problems);
        _ranks.Join(collective, RankRequest.Mpi);
        _ranks.AreSupervised = request.IsSupervised;
        try
        {
            return Ended(work(), collective);
        }
        catch (Exception fault)
        {
            var code = errors.Report((fault as ProblemException)?.Problems ?? [LastProblem.Of(fault)]);
            collective.Abort(code);
            return code;
        }
    }

    /// <summary>The device of this rank, whose numbers the ranks exchange from now on.</summary>
    /// <param name="wanted">What <c>--device</c> says.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>ROCL0933 to ROCL0935; ROCL0005 and ROCL0702 as for a single process.</returns>
    public Result<torch.Device> Device(string wanted, RankRequest request) =>
        RankConnection.Device(_ranks, wanted, request.Kind);

    /// <summary>
    /// A suite that all ranks are ready to train; or what is wrong on one of them, said to all.
    /// </summary>
    /// <param name="prepared">What this rank has found.</param>
    /// <returns>
    /// ROCL0920 to ROCL0923, ROCL0931 several runs; and what another rank has found.
    /// </returns>
    public Result<PreparedSuite> Agreed(Result<PreparedSuite> prepared)
    {
        if (_ranks.World == 1 || _haveAgreed)
            return prepared;
        _haveAgreed = true;
        var own = prepared.Then(Facts);
        var word = own.Match(
            facts => new RankWord(facts, null),
            problems => new RankWord(null, SaidProblem.Of(problems[0]))
        );
        var words = GatheredText.Of(_ranks.Collective, word.ToText()).Select(RankWord.Of).ToList();
        if (own is Result<RankFacts>.Failed failed)
            return failed.Reasons;
        var refusing = words.FindIndex(each => each.Problem is not null);
        if (refusing >= 0)
            return words[refusing].Problem!.Of(refusing);
        if (RankFacts.Difference([.. words.Select(each => each.Facts!)]) is { } difference)
            return difference;
        _areReady = true;
        return prepared;
    }

    /// <summary>Follows rank 0 through what was agreed on; the exit code.</summary>
    /// <param name="suite">The suite, of one run.</param>
    /// <param name="signals">What stops it.</param>
    public int Follow(PreparedSuite suite, Signals signals) => follower.Run(suite, signals);

    // However rank 0 ended, the others hear of it.
    private int Ended(int code, ICollective collective)
    {
        if (_ranks.AreAtWork)
        {
            if (!_ranks.BeginAgain)
                WorkTrace.End(code);
            _ranks.Collective.Abort(_ranks.BeginAgain ? ExitCode.SubmitAgain : code);
        }
        else
        {
            Agreed(new Problem(Meeting.FailedCode, "the rank", "It ended before the training.", "Read what it says."));
            _ranks.EndWithout(areWaiting: _areReady);
        }
        // A launcher takes an exit code for the loss of a rank, and rank 0 speaks for all.
        return collective.Rank == 0 ? code : ExitCode.Done;
    }

    private Result<RankFacts> Facts(PreparedSuite prepared)
    {
        var runs = prepared.Runs.ToList();
        if (!prepared.Suite.Alone || runs.Count != 1)
        {
            return new Problem(
                "ROCL0931",
                "--ranks",
                $"The option makes one run, and the suite has {runs.Count}.",
                "Give one recipe or one run."
            );
        }

        return jobs.Of(runs[0])
            .Then<RankFacts>(job =>
            {
                var problems = new RankProblems(job.Plan, _ranks.World).All();
                return problems.IsEmpty ? RankFacts.Of(job) : problems;
            });
    }
}
