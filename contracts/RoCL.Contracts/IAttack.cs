namespace RoCL.Contracts;

/// <summary>Moves images inside a threat model so that an objective rises.</summary>
/// <remarks>
/// An attack does not know whether the objective is contrastive or cross-entropy, nor how the
/// gradient is computed: the host owns that, with the model's mode and its running statistics, and
/// checks what comes back. Loops belong into <see cref="Iterate"/>, which frees each iteration's
/// native tensors.
/// </remarks>
public interface IAttack
{
    /// <summary>The attacked images.</summary>
    /// <param name="clean">
    /// [N, C, H, W] in [0, 1]; not written to. N is 1 or more; several views attacked together lie
    /// one behind the other.
    /// </param>
    /// <param name="objective">
    /// What to raise; its rows are the rows of <paramref name="clean"/>.
    /// </param>
    /// <param name="threat">Where the images may move to.</param>
    /// <param name="random">Where every random value comes from.</param>
    /// <returns>
    /// Images of the same shape, type and device, inside the threat model and in [0, 1].
    /// </returns>
    Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random);
}
