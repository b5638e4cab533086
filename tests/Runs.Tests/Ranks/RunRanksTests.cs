using RoCL.Core.Ranks;
using RoCL.Runs.Ranks;
using RoCL.Runs.Supervision;
using Shared.Ranks;
using Shared.Toys;

namespace Runs.Tests.Ranks;

/// <summary>Ranks of a run: how they are found, connected, and held against each other.</summary>
public sealed class RunRanksTests
{
    private static readonly string[] WithRanks = ["run", "rocl", "--ranks", "mpi"];

    [Test]
    public void A_library_that_is_not_there_is_named() =>
        Assert.That(
            MpiLibrary.Load(_ => "no-such-library.so").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0924" })
        );

    [Test, Platform("Linux")]
    public void A_library_of_an_unknown_flavour_is_refused()
    {
        var flavour = MpiLibrary.Load(_ => "libc.so.6").Then(library => library.Flavour());
        Assert.That(flavour.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0925" }));
    }

    [Test]
    public void What_the_library_reports_is_a_problem_with_its_words()
    {
        var problem = MpiLibrary.Failed("Open MPI", "MPI_Bcast", "MPI_ERR_COMM: invalid communicator");
        Assert.That($"{problem}", Does.StartWith("ROCL0930 Open MPI, MPI_Bcast: ").And.Contain("invalid communicator"));
    }

    [TestCase("OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", 1, 2)]
    [TestCase("PMI_RANK=3 PMI_SIZE=4", 3, 4)]
    [TestCase("SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=8", 0, 8)]
    [TestCase("SLURM_PROCID=0", 0, 1)]
    [TestCase("", 0, 1)]
    public void A_launcher_says_which_rank_a_process_is(string environment, int rank, int world)
    {
        var variables = Variables(environment);
        var found = LaunchedRank.Of(WithRanks, variables.GetValueOrDefault);
        Assert.That((found.Rank, found.World), Is.EqualTo((rank, world)));
        Assert.That(LaunchedRank.Of(["run", "rocl"], variables.GetValueOrDefault), Is.EqualTo(new LaunchedRank(0, 1)));
    }

    [TestCase("OMPI_COMM_WORLD_RANK=5 OMPI_COMM_WORLD_SIZE=8 OMPI_COMM_WORLD_LOCAL_RANK=1 SLURM_LOCALID=0", 1, false)]
    [TestCase("PMI_RANK=5 PMI_SIZE=8 MPI_LOCALRANKID=1", 1, false)]
    [TestCase("SLURM_PROCID=5 SLURM_STEP_NUM_TASKS=8 SLURM_LOCALID=3 PMIX_RANK=5", 3, false)]
    [TestCase("SLURM_PROCID=5 SLURM_STEP_NUM_TASKS=8 SLURM_LOCALID=3", 3, true)]
    [TestCase("SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1", 0, false)]
    public void A_launcher_says_which_rank_of_its_machine_a_process_is_and_whether_mpi_finds_the_others(
        string environment,
        int local,
        bool isCutOff
    )
    {
        var found = LaunchedRank.Of(WithRanks, Variables(environment).GetValueOrDefault);
        Assert.That((found.Local, found.IsCutOff), Is.EqualTo((local, isCutOff)));
    }

    [Test]
    public void A_run_goes_on_by_the_ranks_that_it_was_trained_by()
    {
        using var box = new Toybox();
        var two = RankRecord.Of(2, box.Recipe);
        Assert.That(RankRecord.Change("run", two, RankRecord.Of(2, box.Recipe)), Is.Null);
        var three = RankRecord.Change("run", two, RankRecord.Of(3, box.Recipe))!;
        Assert.That(three.Code, Is.EqualTo("ROCL0926"));
        Assert.That(three.Remedy, Does.Contain("--world 2"));
        Assert.That(RankRecord.Change("run", null, two)!.Remedy, Does.Contain("leave out --ranks"));
        var nccl = RankRecord.Change("run", RankRecord.Of(2, box.Recipe, "nccl"), two)!;
        Assert.That(nccl.Code, Is.EqualTo("ROCL0926"));
        Assert.That(nccl.Remedy, Does.Contain("--ranks nccl --world 2"));
    }

    [Test]
    public void Weights_that_differ_by_one_bit_are_found_and_the_rank_is_named()
    {
        using var first = new Toybox();
        using var second = new Toybox();
        Toybox[] boxes = [first, second];
        Assert.That(Compared(boxes), Is.EqualTo(new[] { "", "" }));
        using (no_grad())
            second.Model.Parameters["heads.projector.bias"][0].add_(1e-6);
        Assert.That(Compared(boxes), Is.EqualTo(new[] { "ROCL0927 rank 1", "ROCL0927 rank 1" }));
    }

    [Test]
    public void Followers_begin_with_the_weights_and_the_step_of_rank_0()
    {
        using var first = new Toybox();
        using var second = new Toybox("seed=2");
        Toybox[] boxes = [first, second];
        var next = ThreadRanks.Run(
            2,
            ranks =>
            {
                var run = new RunRanks();
                run.Join(ranks);
                if (ranks.Rank > 0)
                    Assert.That(run.Hears());
                return run.Begin(boxes[ranks.Rank].Model, ranks.Rank == 0 ? 3 : 0);
            }
        );
        Assert.That(next, Is.EqualTo(new[] { 3L, 3L }));
        Assert.That(second.State(), Is.EqualTo(first.State()).AsCollection);
    }

    [Test]
    public void One_rank_that_is_asked_to_stop_stops_all_after_the_same_step()
    {
        using var asked = new CancellationTokenSource();
        asked.Cancel();
        var stops = ThreadRanks.Run(
            2,
            ranks =>
            {
                var pace = new RankPace(ranks, ranks.Rank == 1 ? asked.Token : CancellationToken.None);
                Assert.That(pace.WithinStep.CanBeCanceled, Is.False, "the others would wait within the step");
                return (pace.IsDue(ranks.Rank == 0), pace.Stops);
            }
        );
        Assert.That(stops, Is.EqualTo(new[] { (true, true), (true, true) }));
    }

    [Test]
    public void A_single_rank_decides_for_itself()
    {
        using var asked = new CancellationTokenSource();
        var pace = new RankPace(SingleRank.Instance, asked.Token);
        Assert.That((pace.IsDue(true), pace.IsDue(false), pace.Stops), Is.EqualTo((true, false, false)));
        asked.Cancel();
        Assert.That((pace.Stops, pace.WithinStep.IsCancellationRequested), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_launcher_that_is_not_there_is_named()
    {
        var launcher = new RankLauncher(["no-such-launcher", "-n", "2"]);
        var start = launcher.Over(new("rocl", ["run", "rocl"]));
        Assert.That(start.ArgumentList.TakeLast(5), Is.EqualTo(new[] { "-n", "2", "rocl", "run", "rocl" }));
        Assert.That(
            () => launcher.Start(start),
            Throws.InstanceOf<ProblemException>().With.Property("Problem").Property("Code").EqualTo("ROCL0932")
        );
        Assert.That((int)launcher.Passed(System.Runtime.InteropServices.PosixSignal.SIGINT), Is.EqualTo(10));
    }

    private static Dictionary<string, string> Variables(string environment) =>
        environment
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    private static string[] Compared(Toybox[] boxes) =>
        ThreadRanks.Run(
            boxes.Length,
            ranks =>
            {
                var run = new RunRanks();
                run.Join(ranks);
                try
                {
                    EqualRanks.Require(run.Collective, boxes[ranks.Rank].Model, 7);
                    return "";
                }
                catch (ProblemException fault)
                {
                    return $"{fault.Problem.Code} {fault.Problem.Where.Split(',')[0]}";
                }
            }
        );
}
