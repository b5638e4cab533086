namespace RoCL.Encoders.ResNet;

/// <summary>Residual blocks that work at one resolution.</summary>
/// <param name="Width">Channels inside the blocks, 1 or more; the blocks give <see cref="BlockKind.Expansion"/> times as many.</param>
/// <param name="Blocks">How many, 1 or more.</param>
/// <param name="Stride">How far the first block's window moves: 2 halves height and width.</param>
internal sealed record Stage(int Width, int Blocks, int Stride);
