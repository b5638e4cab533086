namespace RoCL.Contracts.Testing;

/// <summary>What losses that declare <see cref="LossRequirement.HonoursMixing"/> promise.</summary>
public static class MixedLossLaws
{
    private const double Rounding = 1e-5;

    /// <summary>Mixed views with the whole share are views that are not mixed.</summary>
    public static Law<ILoss> HonoursMixing { get; } =
        Law<ILoss>.For(
            "gives mixed views with the whole share the loss of unmixed ones, if it declares to honour mixing",
            loss => EmbeddedViews.For(loss.Requirement),
            BegunLoss.Observed((create, views) => Observed(create(), views)),
            new(OneCaseIn: 4)
        );

    private static string? Observed(ILoss loss, EmbeddedViews views)
    {
        if (!loss.Requirement.HonoursMixing)
            return null;
        var unmixed = views.Input(views.Outputs(ScalarType.Float64));
        return Discrepancy.Different(
                "every image has the whole share",
                loss.Of(Mixed(unmixed, views, share: 1)),
                loss.Of(unmixed),
                Rounding
            ) ?? Discrepancy.NotFinite("the loss of mixed views", loss.Of(Mixed(unmixed, views, share: 0.3)));
    }

    // The first view is mixed, with a random permutation.
    private static LossInput Mixed(LossInput input, EmbeddedViews views, double share)
    {
        var partners = new Rng(new Seed(views.Seed).For("partners"), 1).Permutation(views.Images);
        var mix = new ViewMix(input.Names[0], partners, full(views.Images, share, ScalarType.Float64));
        return input with { Mixes = [mix, .. Enumerable.Repeat<ViewMix?>(null, views.Views - 1)] };
    }
}
