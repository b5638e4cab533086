using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// The squared distance of two embeddings of an image, summed over their numbers.
/// </summary>
/// <remarks>
/// <c>Σ_d (z_d − z'_d)²</c>, not normalised and not averaged: FARE's loss, where z' is what the
/// encoder said of the unattacked image before training, <c>image@original</c>.
/// <para>Shape: two views [N, D], alike; the result is [N], each in [0, ∞).</para>
/// <para>Errors: ROCL0301 not two views, ROCL0302 views of unlike shape.</para>
/// <para>Reference: Schlarmann et al. 2024, arXiv:2402.12336, eq. 3.</para>
/// </remarks>
/// <example>
/// <code>
/// { "loss": [{ "use": "squared-l2", "views": ["adv", "b"], "weight": "1/100" }] }
/// </code>
/// </example>
[Component("squared-l2", "Squared distance of two views' embeddings, Schlarmann et al. 2024")]
public sealed record SquaredL2 : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        if (views.Count != 2)
        {
            throw Refused(
                "ROCL0301",
                $"The loss received {views.Count} views, but it takes exactly 2.",
                "List exactly 2 in its 'views'."
            );
        }

        if (!views[0].shape.SequenceEqual(views[1].shape))
        {
            throw Refused(
                "ROCL0302",
                "The views' embeddings differ in shape, but both must have one shape [N, D].",
                "Let both views pass through one head, and perturb whole views."
            );
        }

        return (views[0] - views[1]).square().sum(1);
    }

    private static ProblemException Refused(string code, string what, string remedy) =>
        new(new(code, "squared-l2", what, remedy));
}

/// <summary>PGD with momentum: each step follows a sum of the directions so far.</summary>
/// <remarks>
/// With v = 0 before the first step and d the steepest direction of the threat model:
/// v ← d(μ v + d(∇L(x))), x ← Π(x + α v). The last point is returned.
/// <para>
/// Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1], each attacked by itself.
/// </para>
/// <para>Reference: Schlarmann et al. 2024, arXiv:2402.12336, and the pgd of their code.</para>
/// </remarks>
/// <param name="Iterations">How many steps. Theirs: 10.</param>
/// <param name="Step">α, in the norm of the threat model, in pixel units. Theirs: 1/255.</param>
/// <param name="Momentum">μ, how much of v is kept. Theirs: 0.9.</param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "momentum-pgd", "iterations": 2, "step": 0.01 } } } }
/// </code>
/// </example>
[Component("momentum-pgd", "Projected gradient descent with momentum, Schlarmann et al. 2024")]
public sealed record MomentumPgd(
    [Range(1, 1_000_000)] int Iterations = 10,
    [Range(0, 1e6)] double Step = 1.0 / 255,
    [Range(0, 1)] double Momentum = 0.9
) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        From(threat.RandomPoint(clean, random), clean, objective, threat);

    /// <summary>The attack from a starting point.</summary>
    internal Tensor From(Tensor start, Tensor clean, IObjective objective, ThreatModel threat)
    {
        var images = clean.shape[0];
        var last = Iterate.Fold(
            Iterations,
            cat([start, zeros_like(start)]),
            (state, _) =>
            {
                var x = state.narrow(0, 0, images);
                var gradient = threat.SteepestDirection(objective.Gradient(x), x);
                var velocity = threat.SteepestDirection(Momentum * state.narrow(0, images, images) + gradient, x);
                return cat([threat.Project(x + Step * velocity, clean), velocity]);
            }
        );
        return last.narrow(0, 0, images);
    }

    /// <summary>Its name, and the options that are not those of the paper.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this, "iterations");

    /// <summary>As tables write it, <c>PGD-10 with momentum</c>.</summary>
    public override string ToString() => $"PGD-{Iterations} with momentum";
}
