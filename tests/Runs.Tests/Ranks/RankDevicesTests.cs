using RoCL.Runs.Ranks;
using TorchSharp;

namespace Runs.Tests.Ranks;

/// <summary>Which GPU is a rank's, and what is said where there is none.</summary>
public sealed class RankDevicesTests
{
    [TestCase("cuda", 0, 4, "0")]
    [TestCase("auto", 3, 4, "3")]
    [TestCase("cuda", 4, 4, "ROCL0935")]
    [TestCase("cuda:1", 0, 4, "1")]
    [TestCase("cuda:1", 1, 4, "ROCL0935")]
    public void Each_rank_of_a_machine_takes_its_own_gpu_where_nccl_connects_them(
        string wanted,
        int local,
        int count,
        string expected
    ) => Assert.That(Own(wanted, count, new(5, 8) { Local = local }, isOwn: true), Is.EqualTo(expected));

    [TestCase(1, "1")]
    [TestCase(3, "1")]
    public void Ranks_that_exchange_numbers_by_the_cpu_may_share_a_gpu(int local, string expected) =>
        Assert.That(Own("cuda", 2, new(5, 8) { Local = local }, isOwn: false), Is.EqualTo(expected));

    [Test]
    public void A_rank_from_which_a_scheduler_hides_the_others_takes_the_gpu_that_it_sees()
    {
        var rank = new LaunchedRank(5, 8) { Local = 1 };
        Assert.That(Own("cuda", 1, rank, isOwn: true), Is.EqualTo("ROCL0935"));
        Assert.That(Own("cuda", 1, rank with { SeesChosenGpus = true }, isOwn: true), Is.EqualTo("0"));
    }

    [Test]
    public void Nccl_without_a_gpu_is_refused_and_mpi_is_not()
    {
        var refused = RankDevices.Choose("cpu", new(0, 2), isOwn: true).Problems.Single();
        Assert.That(refused.Code, Is.EqualTo("ROCL0934"));
        Assert.That(refused.What, Does.Contain("--device cpu computes on cpu"));
        Assert.That(RankDevices.Choose("cpu", new(0, 2), isOwn: false).ValueOrThrow().type, Is.EqualTo(DeviceType.CPU));
    }

    private static string Own(string wanted, int count, LaunchedRank rank, bool isOwn) =>
        RankDevices.Own(wanted, chosen: 1, count, rank, isOwn).Match(own => $"{own}", problems => problems[0].Code);
}
