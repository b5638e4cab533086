namespace RoCL.Datasets.FashionMnist;

/// <summary>What an IDX file holds.</summary>
/// <param name="Sizes">The length of each dimension, the number of items first.</param>
/// <param name="Values">
/// As many values as the lengths multiply to, the last dimension fastest.
/// </param>
internal readonly record struct IdxArray(int[] Sizes, byte[] Values);
