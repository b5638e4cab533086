namespace Components.Tests.AutoAttack;

/// <summary>
/// A small network with cross-entropy, or with another aim, whose rows are computed apart: the same
/// bits in any batch.
/// </summary>
/// <param name="First">[H, D].</param>
/// <param name="Second">[K, H].</param>
/// <param name="Labels">
/// int64 [N]; <see langword="null"/> where no row has one, and the largest logit is raised.
/// </param>
/// <param name="Aimed">From logits to losses; <see langword="null"/> for cross-entropy.</param>
internal sealed record Classifier(Tensor First, Tensor Second, Tensor? Labels, Func<Tensor, Tensor>? Aimed = null)
    : IObjective
{
    /// <summary>Whether asking for a gradient is an error.</summary>
    public bool BlackBox { get; init; }

    public Tensor Outputs(Tensor images)
    {
        using var quiet = no_grad();
        return Logits(images).detach();
    }

    public Tensor Losses(Tensor images)
    {
        using var quiet = no_grad();
        return Loss(Logits(images)).detach();
    }

    public ObjectivePoint At(Tensor images)
    {
        if (BlackBox)
            throw new InvalidOperationException("a gradient was asked for");
        using var grad = enable_grad();
        var moving = images.detach().clone().requires_grad_();
        var logits = Logits(moving);
        var losses = Loss(logits);
        autograd.backward([losses.sum()], inputs: [moving]);
        return new(logits.detach(), losses.detach(), moving.grad!.detach());
    }

    public Tensor Gradient(Tensor images) => At(images).Gradient;

    public IObjective Aim(Func<Tensor, Tensor> losses) => this with { Aimed = losses };

    public IObjective Only(Tensor rows) =>
        Aimed is null
            ? this with
            {
                Labels = Labels?.index_select(0, rows),
            }
            : throw new NotSupportedException("an aim sees the rows that it was made for");

    private Tensor Logits(Tensor images) => Layer(Layer(images.flatten(1), First).tanh(), Second);

    private Tensor Loss(Tensor logits) =>
        Aimed is { } aimed ? aimed(logits)
        : Labels is { } labels ? -nn.functional.log_softmax(logits, 1).gather(1, labels.unsqueeze(1)).squeeze(1)
        : logits.amax(1);

    private static Tensor Layer(Tensor rows, Tensor weights) => (rows.unsqueeze(1) * weights).sum(2);
}
