namespace RoCL.Contracts;

/// <summary>
/// An attack that carries tensors from step to step, such as the perturbation of each training
/// image.
/// </summary>
/// <remarks>
/// As <see cref="IStatefulLoss"/>: the state comes in, and the next one goes out. Micro-batches
/// pass it on, one after the other. It works on views of a recipe; inside another component, such
/// as an evaluation, nothing keeps a state: ROCL0376.
/// </remarks>
public interface IStatefulAttack : IAttack
{
    /// <summary>The state before the first step.</summary>
    /// <param name="shape">
    /// What the state is for; random values come from it alone, so that it begins alike each time.
    /// </param>
    TensorState Begin(StateShape shape);

    /// <summary>Attacks a batch of images.</summary>
    /// <param name="state">The state, as <see cref="Begin"/> or the step before gave it.</param>
    /// <param name="input">The images, and what the attack is to do with them.</param>
    AttackStep Perturb(TensorState state, AttackInput input);

    /// <summary>Refused: there is no state.</summary>
    /// <param name="clean">Not looked at.</param>
    /// <param name="objective">Not looked at.</param>
    /// <param name="threat">Not looked at.</param>
    /// <param name="random">Not looked at.</param>
    /// <exception cref="ProblemException">ROCL0376, always.</exception>
    Tensor IAttack.Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        throw StateNotKept.By(this);
}

/// <summary>What a stateful attack receives.</summary>
/// <param name="Clean">
/// [N, C, H, W] in [0, 1]. Several views that are attacked together are concatenated along N, view
/// by view.
/// </param>
/// <param name="Objective">
/// The objective to raise; its row i belongs to image i of <paramref name="Clean"/>.
/// </param>
/// <param name="Threat">The set that the images must stay in.</param>
/// <param name="Random">The source of every random value.</param>
/// <param name="Indices">
/// int64 [N], which of the training images each row is a view of.
/// </param>
public sealed record AttackInput(Tensor Clean, IObjective Objective, ThreatModel Threat, Rng Random, Tensor Indices)
{
    /// <summary>
    /// How the attacked views were augmented: of each view its augmentations, in their order. An
    /// attack can so draw a crop's place again, and keep what belongs to the image rather than to
    /// the crop. None for a view that is not made by augmentations.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<AppliedAugmentation>> Augmentations { get; init; } = [];
}

/// <summary>An augmentation, with what it drew.</summary>
/// <param name="Augmentation">The component itself.</param>
/// <param name="Random">
/// A source that draws again, from the first draw on, what the augmentation drew for these images.
/// </param>
public sealed record AppliedAugmentation(IAugmentation Augmentation, Rng Random);

/// <summary>What a stateful attack returns.</summary>
/// <param name="Images">
/// The attacked images, of the shape, type and device of the clean ones, inside the threat model
/// and in [0, 1].
/// </param>
/// <param name="Next">
/// The state after the step, with the names, shapes and types that it had.
/// </param>
public sealed record AttackStep(Tensor Images, TensorState Next);
