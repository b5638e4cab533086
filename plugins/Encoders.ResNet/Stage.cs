namespace RoCL.Encoders.ResNet;

/// <summary>Residual blocks that work at one resolution.</summary>
/// <param name="Width">
/// Channels inside the blocks, 1 or more; the blocks give <see cref="BlockKind.Expansion"/> times
/// as many.
/// </param>
/// <param name="Blocks">How many, 1 or more.</param>
/// <param name="Stride">How far the first block's window moves: 2 halves height and width.</param>
internal sealed record Stage(int Width, int Blocks, int Stride)
{
    /// <summary>The stage's blocks with newly drawn weights, named by their place.</summary>
    /// <param name="kind">The kind of its blocks.</param>
    /// <param name="inputs">Channels that come in.</param>
    public nn.Module<Tensor, Tensor> Build(BlockKind kind, int inputs) =>
        nn.Sequential(Enumerable.Range(0, Blocks).Select(k => ($"{k}", Block(kind, inputs, k))));

    // The first block takes what comes in and has the stage's stride; the others keep the shape.
    private nn.Module<Tensor, Tensor> Block(BlockKind kind, int inputs, int number) =>
        number == 0 ? kind.Build(inputs, Width, Stride) : kind.Build(kind.Expansion * Width, Width, 1);
}
