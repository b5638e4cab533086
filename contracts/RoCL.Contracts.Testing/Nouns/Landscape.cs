using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// An objective for tests: a loss of a network's outputs as a function of the images, as the host's
/// own is.
/// </summary>
/// <param name="Model">From images [N, C, H, W] to outputs [N, D].</param>
/// <param name="Loss">From outputs of all rows to the loss of each, [N].</param>
/// <param name="Labels">int64 [N], where rows have a class.</param>
/// <param name="Rest">
/// The outputs that rows count with which are left out by <see cref="Only"/>, [N, D].
/// </param>
internal sealed record Landscape(Func<Tensor, Tensor> Model, Func<Tensor, Tensor> Loss, Tensor? Labels, Tensor Rest)
    : IObjective
{
    private const int Classes = 5;

    /// <summary>
    /// The network behind it, in eval mode; there only for <see cref="Terrain.Network"/>.
    /// </summary>
    public Module<Tensor, Tensor>? Network { get; init; }

    /// <summary>
    /// The objective of a kind for some images; its weights follow from the batch's seed.
    /// </summary>
    public static Landscape Of(Terrain terrain, ImageBatch batch)
    {
        var (pixels, random) = (
            batch.Shape.Channels * batch.Shape.Height * batch.Shape.Width,
            new Seed(batch.Seed).For("objective")
        );
        var slope =
            new Rng(random, batch.Images).Normal(batch.Images, pixels)
            * new Rng(random.For("flat"), batch.Images).Uniform(batch.Images, pixels).gt(0.1);
        Tensor Normal(string purpose, int rows, int columns) =>
            new Rng(random.For(purpose), rows).Normal(rows, columns);
        Landscape Rowwise(Func<Tensor, Tensor> loss) => new(x => x.flatten(1), loss, null, slope);
        switch (terrain)
        {
            case Terrain.Quadratic:
                var summit = batch.Random("summit").Uniform(batch.Images, pixels);
                return Rowwise(outputs => -(outputs - summit).square().sum(1));
            case Terrain.Flat:
                return Rowwise(outputs => (0 * outputs).sum(1));
            case Terrain.Contrastive:
                var weights = Normal("weights", pixels, 6) / Math.Sqrt(pixels);
                Tensor Embedded(Tensor x) => functional.normalize((x.flatten(1) - 0.5).mm(weights), dim: 1);
                var targets = functional
                    .normalize(Embedded(batch.Pixels) + 0.1 * Normal("targets", batch.Images, 6), dim: 1)
                    .detach();
                return new(
                    Embedded,
                    z => -functional.log_softmax(z.mm(targets.t()) / 0.5, 1).diagonal() + (z * targets).sum(1).neg(),
                    null,
                    targets
                );
            case Terrain.Network:
                var network = SmallNetwork.Build(batch.Shape.Channels, Classes, random);
                var labels = (batch.Random("labels").Uniform(batch.Images) * Classes).floor().to(ScalarType.Int64);
                return new(
                    x => network.call(x),
                    logits => functional.cross_entropy(logits, labels, reduction: Reduction.None),
                    labels,
                    zeros(batch.Images, Classes)
                )
                {
                    Network = network,
                };
            default:
                return Rowwise(outputs => (slope * outputs).sum(1));
        }
    }

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images)
    {
        using var quiet = no_grad();
        return Model(images).detach();
    }

    /// <inheritdoc/>
    public Tensor Losses(Tensor images)
    {
        using var quiet = no_grad();
        return Loss(Model(images)).detach();
    }

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var moving = images.detach().requires_grad_();
        var outputs = Model(moving);
        var losses = Loss(outputs);
        autograd.backward([losses.sum()], inputs: [moving]);
        var gradient = moving.grad?.detach() ?? zeros_like(moving, requires_grad: false);
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
            Loss = outputs => Loss(Rest.index_copy(0, rows, outputs)).index_select(0, rows),
            Labels = Labels?.index_select(0, rows),
            Rest = Rest.index_select(0, rows),
        };
}
