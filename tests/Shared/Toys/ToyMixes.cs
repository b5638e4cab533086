namespace Shared.Toys;

/// <summary>Means of two images, and what a mixing must not return.</summary>
/// <param name="Share">The share of the image's own.</param>
/// <param name="Fault">Which fault; empty for none.</param>
[Component("toy-mix", "Means of two images")]
public sealed record ToyMix(double Share = 0.75, string Fault = "") : IMixing
{
    public Mixed Mix(Tensor images, Rng random)
    {
        var partners = random.Permutation(images.shape[0]);
        var mixed = Share * images + (1 - Share) * images.index_select(0, partners);
        var weights = full(images.shape[0], Share);
        return Fault switch
        {
            "throw" => throw new InvalidOperationException("out of ideas"),
            "none" => null!,
            "shape" => new(mixed[.., .., 1..], partners, weights),
            "type" => new(mixed.to(ScalarType.Float64), partners, weights),
            "nan" => new(mixed * double.NaN, partners, weights),
            "range" => new(mixed + 1, partners, weights),
            "partners" => new(mixed, partners + 1, weights),
            "negative partners" => new(mixed, partners - 1, weights),
            "partners of reals" => new(mixed, partners.to(ScalarType.Float32), weights),
            "fewer partners" => new(mixed, partners[1..], weights),
            "weights" => new(mixed, partners, weights + 1),
            "negative weights" => new(mixed, partners, -weights),
            "nan weights" => new(mixed, partners, weights * double.NaN),
            "whole weights" => new(mixed, partners, weights.to(ScalarType.Int64)),
            "one weight" => new(mixed, partners, weights.mean()),
            "writes" => new(Written(images, mixed), partners, weights),
            _ => new(mixed, partners, weights),
        };
    }

    private static Tensor Written(Tensor images, Tensor mixed)
    {
        images.zero_();
        return mixed;
    }
}

/// <summary>Cross-entropy that knows of mixes, and keeps what it saw.</summary>
[Component("toy-mixed-labels", "Cross-entropy of mixed labels")]
public sealed record ToyMixedLabels : ILoss
{
    [ThreadStatic]
    private static LossInput? _last;

    /// <summary>What a loss saw last on this thread; its tensors outlive the step.</summary>
    public static LossInput Last => _last!;

    public LossRequirement Requirement => new(Labels: true) { HonoursMixing = true };

    public Tensor Of(LossInput input)
    {
        _last = input with { Mixes = [.. input.Mixes.Select(Kept)], Labels = Kept(input.Labels!) };
        var logits = input.Outputs[0];
        Tensor CrossEntropy(Tensor labels) => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None);
        return input.MixOf(0) is { } mix ? mix.OfLabels(input.Labels!, CrossEntropy) : CrossEntropy(input.Labels!);
    }

    private static ViewMix? Kept(ViewMix? mix) =>
        mix is null ? null : mix with { Partners = Kept(mix.Partners), Weights = Kept(mix.Weights) };

    private static Tensor Kept(Tensor tensor) => tensor.clone().DetachFromDisposeScope();
}
