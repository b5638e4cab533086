using TorchSharp;

namespace Lab.Faulty;

/// <summary>A convolution with batch-norm, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls in train mode.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-encoder", "A convolution with batch-norm")]
public sealed record FaultyEncoder(string Kind = "", int After = 2, string Repaired = "") : IEncoder
{
    private readonly Fault _fault = new(Kind, After, Repaired);

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        Kind switch
        {
            "build throws" => throw new NotSupportedException("too small"),
            "build gives null" => null!,
            "build two of one name" => new FaultyNetwork(Nested(shape), Kind, _fault),
            "build in double" => Layers(shape).to(ScalarType.Float64),
            _ => new FaultyNetwork(Layers(shape), Kind, _fault),
        };

    private static nn.Module<Tensor, Tensor> Nested(ImageShape shape)
    {
        var twice = nn.Sequential(
            ("conv", nn.Conv2d(shape.Channels, 16, 3, padding: 1)),
            ("conv", nn.Conv2d(16, 16, 3, padding: 1))
        );
        return nn.Sequential(("inner", twice), ("pool", nn.AdaptiveAvgPool2d(2)), ("flat", nn.Flatten()));
    }

    private static nn.Module<Tensor, Tensor> Layers(ImageShape shape) =>
        nn.Sequential(
            ("conv", nn.Conv2d(shape.Channels, 16, 3, padding: 1, bias: false)),
            ("bn", nn.BatchNorm2d(16)),
            ("relu", nn.ReLU()),
            ("pool", nn.AdaptiveAvgPool2d(2)),
            ("flat", nn.Flatten())
        );
}
