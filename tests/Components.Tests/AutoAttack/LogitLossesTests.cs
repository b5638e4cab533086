using RoCL.Attacks.AutoAttack;

namespace Components.Tests.AutoAttack;

public sealed class LogitLossesTests
{
    private static readonly Rng Random = new(new Seed(0), 2);
    private static Tensor Logits =>
        0 * Random.Uniform(2, 5) + tensor(new float[] { 1, 7, 2, 5, -1, 1, 7, 2, 5, -1 }).view(2, 5);
    private static Tensor Labels => tensor(new long[] { 1, 3 });
    private static Tensor Targets => tensor(new long[] { 3, 0 });

    private static float[] Of(Func<Tensor, Tensor> loss) => loss(Logits).data<float>().ToArray();

    [Test]
    public void The_ratio_is_below_0_where_the_label_wins_and_above_where_it_loses() =>
        Assert.That(Of(LogitLosses.Dlr(Labels)), Is.EqualTo(new[] { -(7 - 5) / 5.0, -(5 - 7) / 5.0 }).Within(1e-6));

    [Test]
    public void The_targeted_ratio_holds_label_against_target() =>
        Assert.That(
            Of(LogitLosses.DlrTargeted(Labels, Targets)),
            Is.EqualTo(new[] { -(7 - 5) / 5.5, -(5 - 1) / 5.5 }).Within(1e-6)
        );

    [Test]
    public void The_targeted_cross_entropy_is_the_targets_log_probability()
    {
        var total = Math.Log(Math.Exp(1) + Math.Exp(7) + Math.Exp(2) + Math.Exp(5) + Math.Exp(-1));
        Assert.That(Of(LogitLosses.CeTargeted(Targets)), Is.EqualTo(new[] { 5 - total, 1 - total }).Within(1e-6));
    }

    [Test]
    public void The_gap_is_0_at_the_boundary() =>
        Assert.That(Of(LogitLosses.Gap(Labels, Targets)), Is.EqualTo(new[] { -2, -4 }));

    [TestCase(1, 1)]
    [TestCase(2, 3)]
    [TestCase(5, 4)]
    public void Rank_1_is_the_largest(int rank, long expected) =>
        Assert.That(LogitLosses.Ranked(Logits, rank).data<long>().ToArray(), Is.EqualTo(new[] { expected, expected }));

    [Test]
    public void No_ratio_follows_the_scale_of_the_logits()
    {
        Assert.That(LogitLosses.Dlr(Labels)(1000 * Logits).allclose(LogitLosses.Dlr(Labels)(Logits)));
        Assert.That(
            LogitLosses
                .DlrTargeted(Labels, Targets)(1000 * Logits)
                .allclose(LogitLosses.DlrTargeted(Labels, Targets)(Logits))
        );
    }
}
