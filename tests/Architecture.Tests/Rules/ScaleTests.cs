using Benchmarks.Scale;

namespace Architecture.Tests.Rules;

/// <summary>
/// The model of <c>docs/scale.md</c> agrees with the step times that the repository keeps. What is
/// compared is what was measured once, on a machine that did nothing else: no test takes a time.
/// </summary>
public sealed class ScaleTests
{
    private const double Factor = 1.6;
    private const string Kept = "tests/Benchmarks/Scale/measured.json";
    private const string Page = "docs/scale.md";

    private static MeasuredScale Measured => MeasuredScale.Of(Repository.Read(Kept));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void The_model_is_within_its_factor_of_a_measured_step(int ranks)
    {
        var run = Measured.Runs.Single(run => run.Ranks == ranks);
        Assert.That(run.Model / run.Shortest, Is.InRange(1 / Factor, Factor));
    }

    [Test]
    public void A_model_that_gave_a_third_rank_a_core_of_its_own_would_be_outside()
    {
        var three = Measured.Runs.Single(run => run.Ranks == 3);
        var own = ScaleConstants.SharedCores with { Cores = null };
        var model = ScaleModel.Of(ScaleConstants.ResNet18OfGrey, own, three.Batch, three.Ranks);
        Assert.That(model.Seconds / three.Shortest, Is.LessThan(1 / Factor));
    }

    [Test]
    public void The_page_has_the_table_of_what_was_measured_and_the_factor()
    {
        var page = Repository.Read(Page).ReplaceLineEndings("\n");
        Assert.That(page, Does.Contain(string.Join('\n', Measured.Lines())));
        Assert.That(page, Does.Contain(FormattableString.Invariant($"within a factor of {Factor}")));
    }

    [Test]
    public void The_page_has_the_tables_of_the_model()
    {
        var page = Repository.Read(Page).ReplaceLineEndings("\n");
        foreach (var network in ScaleConstants.Networks)
            Assert.That(page, Does.Contain(string.Join('\n', ScaleTable.Lines(network, ScaleConstants.TwoCores))));
    }
}
