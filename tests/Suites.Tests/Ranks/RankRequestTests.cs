using RoCL.Core.Ranks;
using RoCL.Suites.Ranks;
using RoCL.Suites.Scheduling;

namespace Suites.Tests.Ranks;

/// <summary>What <c>rocl run</c> is asked about ranks, and what ranks say to each other.</summary>
public sealed class RankRequestTests
{
    private static readonly RankFacts Facts = new("recipe", "1", "NtXent 1.0", "program", "100");

    [TestCase(null, null, "")]
    [TestCase(null, 2, "ROCL0931")]
    [TestCase("mpi", null, "")]
    [TestCase("mpi", 2, "")]
    [TestCase("mpi", 0, "ROCL0931")]
    [TestCase("nccl", 2, "")]
    [TestCase("gloo", 2, "ROCL0931")]
    public void Options_that_have_no_meaning_together_are_refused(string? kind, int? world, string code)
    {
        var request = new RankRequest(kind, world, RankRequest.UsualLauncher);
        Assert.That(request.Contradiction?.Code ?? "", Is.EqualTo(code));
    }

    [Test]
    public void The_runs_of_a_suite_on_a_cluster_have_no_ranks()
    {
        var request = new RankRequest("mpi", 2, "mpirun") { Placement = Placement.Here with { On = Placement.Slurm } };
        Assert.That(request.Contradiction!.Code, Is.EqualTo("ROCL0931"));
    }

    [Test]
    public void A_supervisor_starts_as_many_ranks_as_are_asked_for_and_a_single_one_by_itself()
    {
        Assert.That(
            new RankRequest("mpi", 4, "mpirun --oversubscribe").Command,
            Is.EqualTo(new[] { "mpirun", "--oversubscribe", "-n", "4" })
        );
        Assert.That(new RankRequest("mpi", 1, "mpirun").Command, Is.Empty);
        Assert.That(new RankRequest("mpi", null, "mpirun").Command, Is.Empty);
        Assert.That(RankRequest.None.Command, Is.Empty);
    }

    [Test]
    public void Ranks_that_mpi_sees_alone_are_refused_before_and_after_it_is_loaded()
    {
        var cutOff = RankConnection.Start(new(0, 2) { IsCutOff = true });
        var incomplete = RankConnection.Complete(SingleRank.Instance, started: 2);
        Assert.That(cutOff.Problems.Single().Code, Is.EqualTo("ROCL0937"));
        Assert.That(incomplete.Problems.Single().Code, Is.EqualTo("ROCL0937"));
        Assert.That(RankConnection.Complete(SingleRank.Instance, started: 1).Problems, Is.Empty);
    }

    [TestCase("recipe")]
    [TestCase("seed")]
    [TestCase("plugins")]
    [TestCase("program")]
    public void A_rank_that_would_train_something_else_is_named_and_in_what(string what)
    {
        var other = what switch
        {
            "recipe" => Facts with { Recipe = "another" },
            "seed" => Facts with { Seed = "2" },
            "plugins" => Facts with { Plugins = "NtXent 1.1" },
            _ => Facts with { Program = "another" },
        };
        var problem = RankFacts.Difference([Facts, Facts, other])!;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0923", "rank 2 of 3")));
        Assert.That(problem.What, Does.Contain($"{what} "));
        Assert.That(RankFacts.Difference([Facts, Facts]), Is.Null);
    }

    [Test]
    public void A_word_comes_back_as_it_was_sent()
    {
        var ready = new RankWord(Facts, null);
        var refusing = new RankWord(null, new("ROCL0920", "here", "What.", "Do."));
        Assert.That(RankWord.Of(ready.ToText()), Is.EqualTo(ready));
        Assert.That(RankWord.Of(refusing.ToText()), Is.EqualTo(refusing));
    }
}
