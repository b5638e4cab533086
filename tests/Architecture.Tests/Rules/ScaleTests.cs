using Tables.Scale;

namespace Architecture.Tests.Rules;

/// <summary>
/// The model of <c>docs/scale.md</c> agrees with the step times that the repository keeps. What is
/// compared is what was measured once, on a machine that did nothing else: no test takes a time.
/// </summary>
public sealed class ScaleTests
{
    private const double Factor = 1.5;
    private const string Page = "docs/scale.md";

    private static MeasuredScale Measured { get; } = MeasuredScale.Kept();

    [Test]
    public void The_model_is_within_its_factor_of_each_measured_step()
    {
        Assert.That(Measured.Runs.Select(run => run.Ranks).Distinct(), Is.EquivalentTo(new[] { 1, 2, 3 }));
        foreach (var run in Measured.Runs)
            Assert.That(run.Model / run.Shortest, Is.InRange(1 / Factor, Factor), $"{run.Ranks} ranks");
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
        Assert.That(page, Does.Contain(Measured.ToTable()));
        Assert.That(page, Does.Contain(FormattableString.Invariant($"within a factor of {Factor}")));
    }

    [Test]
    public void The_page_has_the_tables_of_the_model()
    {
        var page = Repository.Read(Page).ReplaceLineEndings("\n");
        foreach (var network in ScaleConstants.Networks)
            Assert.That(page, Does.Contain(ScaleTable.Of(network, ScaleConstants.TwoCores)));
    }
}
