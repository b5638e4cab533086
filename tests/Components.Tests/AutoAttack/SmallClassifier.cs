namespace Components.Tests.AutoAttack;

/// <summary>
/// A small network with cross-entropy, or with another aim, that computes each row by itself: the
/// same bits in any batch.
/// </summary>
/// <param name="First">[H, D], or [N, H, D] where each row has a network of its own.</param>
/// <param name="Second">[K, H], or [N, K, H].</param>
/// <param name="Labels">
/// int64 [N]; <see langword="null"/> where no row has one, and the largest logit is raised.
/// </param>
/// <param name="Aimed">From logits to losses; <see langword="null"/> for cross-entropy.</param>
internal sealed record SmallClassifier(Tensor First, Tensor Second, Tensor? Labels, Func<Tensor, Tensor>? Aimed = null)
    : IObjective
{
    /// <summary>Whether asking for a gradient is an error.</summary>
    public bool IsBlackBox { get; init; }

    /// <summary>A network with random weights and no labels.</summary>
    /// <param name="seed">Where the weights come from.</param>
    /// <param name="prefix">The name of the network: each name has weights of its own.</param>
    /// <param name="inputs">D.</param>
    /// <param name="outputs">K.</param>
    public static SmallClassifier Random(Seed seed, string prefix, int inputs, int outputs)
    {
        const int hidden = 8;
        Tensor Weights(string layer, int rows, int columns) =>
            new Rng(seed.For($"{prefix}{layer}"), rows).Normal(rows, columns) * 3 / Math.Sqrt(columns);
        return new(Weights("first", hidden, inputs), Weights("second", outputs, hidden), Labels: null);
    }

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
        if (IsBlackBox)
            throw new InvalidOperationException("A gradient was asked for.");
        using var grad = enable_grad();
        var moving = images.detach().clone().requires_grad_();
        var logits = Logits(moving);
        var losses = Loss(logits);
        autograd.backward([losses.sum()], inputs: [moving]);
        return new(logits.detach(), losses.detach(), moving.grad!.detach());
    }

    public Tensor Gradient(Tensor images) => At(images).Gradient;

    public IObjective Aim(Func<Tensor, Tensor> losses) => this with { Aimed = losses };

    public IObjective Only(Tensor rows)
    {
        if (Aimed is not null)
            throw new NotSupportedException("An aim gets the rows that it was made for.");
        Tensor Of(Tensor weights) => weights.dim() == 3 ? weights.index_select(0, rows) : weights;
        return this with { First = Of(First), Second = Of(Second), Labels = Labels?.index_select(0, rows) };
    }

    /// <summary>Which images the network misclassifies, bool [N].</summary>
    public Tensor FooledBy(Tensor images) => Outputs(images).argmax(1).ne(Labels!);

    private Tensor Logits(Tensor images) => Layer(Layer(images.flatten(1), First).tanh(), Second);

    private Tensor Loss(Tensor logits)
    {
        if (Aimed is not null)
            return Aimed(logits);
        if (Labels is null)
            return logits.amax(1);
        return -nn.functional.log_softmax(logits, 1).gather(1, Labels.unsqueeze(1)).squeeze(1);
    }

    private static Tensor Layer(Tensor rows, Tensor weights) => (rows.unsqueeze(1) * weights).sum(2);
}
