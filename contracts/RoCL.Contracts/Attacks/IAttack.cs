namespace RoCL.Contracts;

/// <summary>Moves images inside a threat model so that an objective rises.</summary>
/// <remarks>
/// An attack searches for <c>argmax L(x)</c> over all x in the threat model around the clean
/// images. It does not know whether L is contrastive or cross-entropy, nor how the gradient is
/// computed: the host owns the model, its mode and its running statistics, and checks the images
/// that come back. Write loops with <see cref="Iterate"/>, which frees the native tensors of each
/// iteration.
/// </remarks>
public interface IAttack
{
    /// <summary>Attacks a batch of images.</summary>
    /// <param name="clean">
    /// [N, C, H, W] in [0, 1], N at least 1; must not be written to. Several views that are
    /// attacked together are concatenated along N.
    /// </param>
    /// <param name="objective">
    /// The objective to raise; its row i belongs to image i of <paramref name="clean"/>.
    /// </param>
    /// <param name="threat">The set that the images must stay in.</param>
    /// <param name="random">The source of every random value.</param>
    /// <returns>
    /// The attacked images, of the same shape, type and device, inside the threat model and in
    /// [0, 1].
    /// </returns>
    /// <exception cref="ProblemException">
    /// The objective lacks what the attack needs, such as labels.
    /// </exception>
    Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random);

    /// <summary>
    /// Whether the attack works in a threat model. One that takes its steps by
    /// <see cref="ThreatModel.Project"/> and <see cref="ThreatModel.SteepestDirection"/> works in
    /// any, which is the default; one that is made for certain norms says so here. The host refuses
    /// the others before training begins, by ROCL0390.
    /// </summary>
    /// <param name="threat">The threat model.</param>
    bool Takes(ThreatModel threat) => true;
}
