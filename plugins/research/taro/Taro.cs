using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// A targeted attack without labels: each image is moved towards another one of its batch, which
/// resembles it and of which the network is unsure.
/// </summary>
/// <remarks>
/// Features f of the encoder and outputs o of the head, of images i and j:
/// <c>s_ij = ½ (1 + cos(f_i, f_j) − [i = j])</c>,
/// <c>h_j = H(softmax o_j) / min_k H(softmax o_k)</c>, H the entropy. The target of i is the j with
/// the largest <c>α₁ s_ij / ‖s_i‖ + α₂ h_j / ‖h‖</c>, and another attack raises
/// <c>cos(o(x_i), o_j)</c>. As in the authors' code an image may be its own target, where all
/// others are far from it; a batch of one image has no other.
/// <para>
/// The loss that the view's <c>maximise</c> names is not raised: it only says which head o belongs
/// to. Where several views are attacked together, targets come from all of them; so give each view
/// an attack of its own.
/// </para>
/// <para>Any threat model that the other attack takes. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>Reference: Kim et al. 2023, arXiv:2210.10482, and their utils.py.</para>
/// </remarks>
/// <param name="By">
/// The attack that moves images to their targets; it starts at random in the authors' code, as
/// <c>pgd</c> does.
/// </param>
/// <param name="Similarity">α₁, how much resemblance counts. Theirs: 1.</param>
/// <param name="Entropy">
/// α₂, how much the network's uncertainty counts. Theirs: 0.5 in the function, 1 in the script.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "taro", "by": { "use": "pgd", "iterations": 2 } } } } }
/// </code>
/// </example>
[Component("taro", "Moves images towards targets of their batch, Kim et al. 2023")]
public sealed record Taro(IAttack By, [Range(0, 1e3)] double Similarity = 1, [Range(0, 1e3)] double Entropy = 0.5)
    : ITitledAttack
{
    private const double ShortestLength = 1e-8;
    private const double LeastEntropy = 1e-12;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var outputs = objective.Outputs(clean);
        var score = Score(objective.Features(clean), outputs);
        var goal = outputs.index_select(0, Targets(score));
        var towardsGoal = objective.Aim(z => nn.functional.cosine_similarity(z, goal, dim: 1));
        return By.Perturb(clean, towardsGoal, threat, random);
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => By.Takes(threat);

    /// <summary>How good a target image j is for image i, [N, N].</summary>
    /// <param name="features">[N, F].</param>
    /// <param name="outputs">[N, D].</param>
    internal Tensor Score(Tensor features, Tensor outputs)
    {
        var z = features / (features.norm(1, keepdim: true) + ShortestLength);
        var alike = (z.mm(z.t()) - eye(z.shape[0], device: z.device) + 1) / 2;

        // Where the surest output is all but certain, the least entropy is used in place of its 0.
        var logP = nn.functional.log_softmax(outputs, 1);
        var entropy = -(logP.exp() * logP).sum(1);
        var unsure = (entropy / entropy.min().clamp_min(LeastEntropy)).unsqueeze(0);

        return Similarity * nn.functional.normalize(alike, dim: 1) + Entropy * nn.functional.normalize(unsure, dim: 1);
    }

    /// <summary>The best target of each image, int64 [N].</summary>
    internal static Tensor Targets(Tensor score) => score.argmax(1);

    /// <summary>The title of the attack, and the weights that are not those of the paper.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) =>
        AttackTitle.WithOptions($"targeted {AttackTitle.Of(By, threat)}", this, "by");

    /// <summary>As tables write it, <c>targeted PGD-10</c>.</summary>
    public override string ToString() => $"targeted {By}";
}
