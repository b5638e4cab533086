using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Models;

/// <summary>
/// A loss of a network's outputs as a function of the images: the objective that every attack is
/// given.
/// </summary>
/// <remarks>
/// Only the images take part in the backward pass: no gradient of a weight is computed, none is
/// left behind.
/// </remarks>
/// <param name="Network">
/// From images [N, C, H, W] to outputs [N, D], in the mode that the attack is to meet.
/// </param>
/// <param name="Loss">From outputs of all rows to the loss of each, [N].</param>
/// <param name="Rows">N.</param>
/// <param name="Labels">int64 [N], where rows have a class.</param>
/// <param name="Rest">
/// What rows count with that are left out by <see cref="Only"/>: from some outputs, for their
/// shape, to those of all rows.
/// </param>
public sealed record NetworkObjective(
    Func<Tensor, Tensor> Network,
    Func<Tensor, Tensor> Loss,
    long Rows,
    Tensor? Labels,
    Func<Tensor, Tensor> Rest
) : IObjective
{
    /// <summary>
    /// Whose network it is, where a gradient has to reach the images: in training. A classifier
    /// without any is for evaluations to tell.
    /// </summary>
    public ComponentUse? Encoder { get; init; }

    /// <summary>
    /// A scalar of 0 that becomes NaN when a loss or a gradient is not finite: looked at once an
    /// attack, not once an iteration.
    /// </summary>
    public Tensor? Health { get; init; }

    /// <summary>Whose loss it is, where it is a component's.</summary>
    public ComponentUse? Goal { get; init; }

    /// <summary>
    /// From images to features [N, F], the part of the network before its head; the whole network
    /// where left out.
    /// </summary>
    public Func<Tensor, Tensor>? Backbone { get; init; }

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images)
    {
        using var quiet = no_grad();
        return Network(images).detach();
    }

    /// <inheritdoc/>
    public Tensor Features(Tensor images)
    {
        using var quiet = no_grad();
        return (Backbone ?? Network)(images).detach();
    }

    /// <inheritdoc/>
    public Tensor Losses(Tensor images)
    {
        using var quiet = no_grad();
        return Loss(Network(images)).detach();
    }

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var moving = images.detach().requires_grad_();
        var outputs = Network(moving);
        var losses = Loss(outputs);
        if (!losses.requires_grad)
            throw Constant();
        Guard.Backward(
            [.. new[] { Goal }.OfType<ComponentUse>()],
            () => autograd.backward([losses.sum()], inputs: [moving])
        );
        if (moving.grad is null && Encoder is { } encoder)
            throw CutOff(encoder, moving);
        var gradient = moving.grad?.detach() ?? zeros_like(moving, requires_grad: false);
        Health?.add_(0 * (losses.detach().sum() + gradient.sum()));
        return new(
            scope.MoveToOuter(outputs.detach()),
            scope.MoveToOuter(losses.detach()),
            scope.MoveToOuter(gradient)
        );
    }

    // Whether it is the network that no gradient passes through, or the loss that is another's.
    private ProblemException CutOff(ComponentUse encoder, Tensor moving)
    {
        autograd.backward([Network(moving).sum()], inputs: [moving]);
        return moving.grad is null ? Networks.CutOff(encoder) : Constant();
    }

    private ProblemException Constant() =>
        new(
            new(
                "ROCL0305",
                Goal is { } goal ? goal.Place : "the attack's objective",
                "does not depend on the images: its gradient was cut off.",
                "Do not detach what the attack is to raise, and keep nothing of an earlier step."
            )
        );

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => this with { Loss = losses, Goal = null };

    /// <summary>
    /// The rows left out stay as they are: a contrastive loss goes on seeing them where the attack
    /// found them.
    /// </summary>
    /// <inheritdoc/>
    public IObjective Only(Tensor rows) =>
        this with
        {
            Loss = outputs => Loss(Rest(outputs).index_copy(0, rows, outputs)).index_select(0, rows),
            Rows = rows.shape[0],
            Labels = Labels?.index_select(0, rows),
            Rest = outputs => Rest(outputs).index_select(0, rows),
        };

    /// <summary>
    /// The rest of a loss that falls apart into rows: zeros, since no row sees another.
    /// </summary>
    public static Func<Tensor, Tensor> Nothing(long rows) =>
        outputs => zeros([rows, outputs.shape[1]], outputs.dtype, outputs.device);
}
