using TorchSharp;

namespace RoCL.Runs.Export;

/// <summary>
/// A classifier's tensors under torchvision's names: <c>fc</c> for a single linear layer, however
/// the evaluation or the recipe's head calls it, and no prefix for the encoder.
/// </summary>
public static class ClassifierNames
{
    private const string Encoder = "encoder.";
    private const string Fc = "fc.";
    private const string Weight = "weight";

    /// <summary>
    /// Whether it is one linear layer on the encoder's features, so that torchvision's networks can
    /// load it as their last one.
    /// </summary>
    /// <param name="tensors">By the names in the run.</param>
    public static bool IsLinear(IReadOnlyDictionary<string, torch.Tensor> tensors) => PrefixOf(tensors) is not null;

    /// <summary>The tensors by torchvision's names.</summary>
    /// <param name="tensors">By the names in the run.</param>
    public static ImmutableSortedDictionary<string, torch.Tensor> Of(IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        var layer = PrefixOf(tensors);
        return tensors.ToImmutableSortedDictionary(
            tensor => NameOf(tensor.Key, layer),
            tensor => tensor.Value,
            StringComparer.Ordinal
        );
    }

    private static string NameOf(string name, string? layer)
    {
        if (IsOfEncoder(name))
            return name[Encoder.Length..];
        return layer is null ? name : Fc + name[layer.Length..];
    }

    private static string? PrefixOf(IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        var own = tensors.Where(tensor => !IsOfEncoder(tensor.Key)).ToList();
        var weights = own.Where(tensor => tensor.Key.EndsWith($".{Weight}", StringComparison.Ordinal)).ToList();
        if (weights is not [{ Value.shape.Length: 2 } only])
            return null;
        var prefix = only.Key[..^Weight.Length];
        return own.All(tensor => tensor.Key == $"{prefix}{Weight}" || tensor.Key == $"{prefix}bias") ? prefix : null;
    }

    private static bool IsOfEncoder(string name) => name.StartsWith(Encoder, StringComparison.Ordinal);
}
