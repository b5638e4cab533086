namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// All that is trained: a copy of the encoder, a new classifier, and where one is asked for, a copy
/// of a head.
/// </summary>
internal sealed class Learner : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> _encoder;
    private readonly nn.Module<Tensor, Tensor> _classifier;

    private Learner(
        nn.Module<Tensor, Tensor> encoder,
        nn.Module<Tensor, Tensor> classifier,
        nn.Module<Tensor, Tensor>? head
    )
        : base("learner")
    {
        _encoder = encoder;
        _classifier = classifier;
        register_module("encoder", encoder);
        register_module("classifier", classifier);
        if (head is not null)
        {
            register_module("head", head);
            Embedding = nn.Sequential(("encoder", encoder), ("head", head));
        }
    }

    /// <summary>
    /// From images to the head's outputs; <see langword="null"/> where no head was asked for.
    /// </summary>
    public nn.Module<Tensor, Tensor>? Embedding { get; }

    /// <summary>A learner as it begins.</summary>
    /// <param name="bench">Has the encoder, the head and the classes.</param>
    /// <param name="head">The head's name; none where <see langword="null"/>.</param>
    /// <exception cref="ProblemException">ROCL0511: there is no head of that name.</exception>
    public static Learner Of(IBench bench, string? head)
    {
        var trained = head is null ? null : bench.Head(head);
        return new(bench.Encoder(), bench.LinearClassifier(), trained);
    }

    /// <summary>Images [N, C, H, W] in [0, 1] to logits [N, K].</summary>
    public override Tensor forward(Tensor images) => _classifier.call(_encoder.call(images));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Embedding?.Dispose();
        base.Dispose(disposing);
    }
}
