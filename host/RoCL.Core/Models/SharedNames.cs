namespace RoCL.Core.Models;

/// <summary>
/// Weights of one name, as two layers of one name in a <c>Sequential</c> have: what goes by names,
/// such as the optimizer and checkpoints, knows the last of them alone.
/// </summary>
internal static class SharedNames
{
    /// <summary>What is wrong; <see langword="null"/> where every name is that of one.</summary>
    /// <param name="tensors">A network's parameters and buffers, by name.</param>
    public static string? In(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var shared = tensors.CountBy(tensor => tensor.Key).FirstOrDefault(name => name.Value > 1);
        if (shared.Key is null)
            return null;
        return $"Of its weights and statistics {shared.Value} are named {shared.Key}, "
            + "and only one of them would be trained and saved.";
    }
}
