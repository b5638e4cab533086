namespace RoCL.Core.Models;

/// <summary>Running variances among saved tensors: none is below zero.</summary>
internal static class BatchNormVariance
{
    private const string Variance = ".running_var";

    // Another layer may have a buffer of the one name; batch norm has all three.
    private static readonly ImmutableArray<string> Others = [".running_mean", ".num_batches_tracked"];

    /// <summary>Whether a tensor is the running variance of a batch-norm layer.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="has">Whether there is a tensor of a name beside it.</param>
    public static bool Is(string name, Func<string, bool> has) =>
        name.EndsWith(Variance, StringComparison.Ordinal)
        && Others.All(other => has($"{name[..^Variance.Length]}{other}"));

    /// <summary>Whether a running variance is below zero somewhere.</summary>
    /// <param name="variance">The tensor.</param>
    public static bool IsNegative(Tensor variance)
    {
        using var scope = NewDisposeScope();
        return variance.lt(0).any().item<bool>();
    }

    /// <summary>
    /// The first running variance that is below zero somewhere; <see langword="null"/> where none
    /// is.
    /// </summary>
    /// <param name="tensors">The tensors, by name.</param>
    public static string? FindNegative(ImmutableSortedDictionary<string, Tensor> tensors) =>
        tensors.FirstOrDefault(named => Is(named.Key, tensors.ContainsKey) && IsNegative(named.Value)).Key;
}
