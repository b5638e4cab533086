using RoCL.Attacks.AutoAttack;

namespace Components.Tests.AutoAttack;

public sealed class LogitLossesTests
{
    private static Tensor Logits => tensor(new float[] { 1, 7, 2, 5, -1, 1, 7, 2, 5, -1 }).view(2, 5);

    private static Tensor Labels => tensor(new long[] { 1, 3 });

    private static Tensor Targets => tensor(new long[] { 3, 0 });

    [Test]
    public void The_ratio_is_below_0_where_the_label_wins_and_above_where_it_loses() =>
        Assert.That(Values(LogitLosses.Dlr(Labels)), Is.EqualTo(new[] { -(7 - 5) / 5.0, -(5 - 7) / 5.0 }).Within(1e-6));

    [Test]
    public void The_targeted_ratio_compares_label_and_target() =>
        Assert.That(
            Values(LogitLosses.DlrTargeted(Labels, Targets)),
            Is.EqualTo(new[] { -(7 - 5) / 5.5, -(5 - 1) / 5.5 }).Within(1e-6)
        );

    [Test]
    public void The_targeted_cross_entropy_is_the_targets_log_probability()
    {
        var total = Math.Log(Math.Exp(1) + Math.Exp(7) + Math.Exp(2) + Math.Exp(5) + Math.Exp(-1));
        Assert.That(Values(LogitLosses.CeTargeted(Targets)), Is.EqualTo(new[] { 5 - total, 1 - total }).Within(1e-6));
    }

    [Test]
    public void The_gap_is_0_at_the_boundary() =>
        Assert.That(Values(LogitLosses.Gap(Labels, Targets)), Is.EqualTo(new[] { -2, -4 }));

    [TestCase(1, 1)]
    [TestCase(2, 3)]
    [TestCase(5, 4)]
    public void Rank_1_is_the_largest(int rank, long expected) =>
        Assert.That(LogitLosses.Ranked(Logits, rank).data<long>().ToArray(), Is.EqualTo(new[] { expected, expected }));

    [Test]
    public void No_ratio_follows_the_scale_of_the_logits()
    {
        foreach (var ratio in new[] { LogitLosses.Dlr(Labels), LogitLosses.DlrTargeted(Labels, Targets) })
            Assert.That(ratio(1000 * Logits).allclose(ratio(Logits)));
    }

    private static float[] Values(Func<Tensor, Tensor> loss) => loss(Logits).data<float>().ToArray();
}
