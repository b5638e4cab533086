namespace RoCL.Core.Models;

/// <summary>
/// Weights of one name, as two layers of one name in a <c>Sequential</c> have: what goes by names,
/// such as the optimizer and checkpoints, knows the last of them alone.
/// </summary>
internal static class SharedNames
{
    /// <summary>What is wrong; <see langword="null"/> where every name is that of one.</summary>
    /// <param name="network">A network as its component has built it.</param>
    public static string? In(nn.Module network)
    {
        var names = network
            .named_parameters()
            .Select(weight => weight.name)
            .Concat(network.named_buffers().Select(statistic => statistic.name));
        var shared = names.CountBy(name => name).FirstOrDefault(name => name.Value > 1);
        if (shared.Key is null)
            return null;
        return $"Of its weights and statistics {shared.Value} are named {shared.Key}, "
            + "and only one of them would be trained and saved.";
    }
}
