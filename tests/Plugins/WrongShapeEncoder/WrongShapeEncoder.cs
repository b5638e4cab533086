namespace Lab.WrongShapeEncoder;

/// <summary>An encoder that gives back images where features are wanted.</summary>
[Component("wrong-shape-encoder", "Returns [N, C, H, W] instead of [N, F]")]
public sealed record WrongShapeEncoder : IEncoder
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => nn.Conv2d(shape.Channels, shape.Channels, 1);
}
