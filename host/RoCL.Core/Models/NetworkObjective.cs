using System.Runtime.InteropServices;
using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Models;

/// <summary>
/// A loss of a network's outputs as a function of the images: the objective that every attack gets.
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
/// The outputs of the rows that <see cref="Only"/> leaves out: from some outputs, for their shape,
/// to those of all rows.
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
    /// The encoder whose network it is, where a gradient has to reach the images: in training.
    /// </summary>
    public ComponentUse? Encoder { get; init; }

    /// <summary>
    /// A scalar of 0 that becomes NaN when a loss or a gradient is not finite: looked at once an
    /// attack, not once an iteration.
    /// </summary>
    public Tensor? Health { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Whether every loss and gradient so far was finite.</summary>
    public bool IsFinite => Health is null || float.IsFinite(Health.item<float>());

    /// <summary>The images that are in a gradient pass at a time; all where left out.</summary>
    public long? Chunk { get; init; }

    /// <summary>The loss, where it is a component's.</summary>
    public ComponentUse? LossUse { get; init; }

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
        if (Chunk < images.shape[0])
            return ChunkedGradient.At(this, images, Chunk.Value);
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var moving = images.detach().requires_grad_();
        var outputs = Network(moving);
        var losses = Loss(outputs);
        if (!losses.requires_grad)
            throw ConstantLoss();

        Backward(losses.sum(), moving);
        if (moving.grad is null && Encoder is not null)
            throw CutOff(Encoder, moving);
        var gradient = moving.grad?.detach() ?? zeros_like(moving, requires_grad: false);
        Health?.add_(0 * (losses.detach().sum() + gradient.sum()));
        return new(
            scope.MoveToOuter(outputs.detach()),
            scope.MoveToOuter(losses.detach()),
            scope.MoveToOuter(gradient)
        );
    }

    internal void Backward(Tensor loss, Tensor images)
    {
        try
        {
            autograd.backward([loss], inputs: [images]);
        }
        catch (ExternalException native)
        {
            if (Guard.BackwardFault(native, LossUse is null ? [] : [LossUse]) is { } fault)
                throw fault;
            throw;
        }
    }

    // Either no gradient passes through the network, or the loss is of something else.
    private ProblemException CutOff(ComponentUse encoder, Tensor images)
    {
        autograd.backward([Network(images).sum()], inputs: [images]);
        return images.grad is null ? GuardedNetwork.CutOff(encoder) : ConstantLoss();
    }

    internal ProblemException ConstantLoss() =>
        new(
            new(
                "ROCL0305",
                LossUse?.Place ?? "the attack's objective",
                "The objective does not depend on the images: its gradient was cut off.",
                "Do not detach what the attack is to raise, and keep nothing of an earlier step."
            )
        );

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => this with { Loss = losses, LossUse = null };

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
