using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// An objective for tests: a loss of a network's outputs as a function of the images, as the host's
/// own is.
/// </summary>
/// <param name="Model">From images [N, C, H, W] to outputs [N, D].</param>
/// <param name="Loss">From the outputs of all rows to the loss of each, [N].</param>
/// <param name="Labels">int64 [N], where rows have a class.</param>
/// <param name="AllOutputs">
/// Outputs of all rows, [N, D]: <see cref="Only"/> fills in those of the rows that it leaves out.
/// </param>
internal sealed record SampleObjective(
    Func<Tensor, Tensor> Model,
    Func<Tensor, Tensor> Loss,
    Tensor? Labels,
    Tensor AllOutputs
) : IObjective
{
    /// <summary>
    /// The objective's network in eval mode; <see langword="null"/> except for
    /// <see cref="ObjectiveKind.Network"/>.
    /// </summary>
    public Module<Tensor, Tensor>? Network { get; init; }

    /// <summary>
    /// The objective of a kind for some images. Its weights follow from the batch's seed.
    /// </summary>
    public static SampleObjective Of(ObjectiveKind kind, ImageBatch batch) =>
        kind switch
        {
            ObjectiveKind.Linear => SampleObjectives.Linear(batch),
            ObjectiveKind.Quadratic => SampleObjectives.Quadratic(batch),
            ObjectiveKind.Contrastive => SampleObjectives.Contrastive(batch),
            ObjectiveKind.Network => SampleObjectives.Classifier(batch),
            ObjectiveKind.Flat => SampleObjectives.Flat(batch),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images)
    {
        using var untracked = no_grad();
        return Model(images).detach();
    }

    /// <inheritdoc/>
    public Tensor Losses(Tensor images)
    {
        using var untracked = no_grad();
        return Loss(Model(images)).detach();
    }

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var tracked = images.detach().requires_grad_();
        var outputs = Model(tracked);
        var losses = Loss(outputs);
        autograd.backward([losses.sum()], inputs: [tracked]);
        var gradient = tracked.grad?.detach() ?? zeros_like(tracked, requires_grad: false);
        return new(
            scope.MoveToOuter(outputs.detach()),
            scope.MoveToOuter(losses.detach()),
            scope.MoveToOuter(gradient)
        );
    }

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => this with { Loss = losses };

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) =>
        this with
        {
            Loss = outputs => Loss(AllOutputs.index_copy(0, rows, outputs)).index_select(0, rows),
            Labels = Labels?.index_select(0, rows),
            AllOutputs = AllOutputs.index_select(0, rows),
        };
}
