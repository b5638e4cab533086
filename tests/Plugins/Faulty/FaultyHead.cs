namespace Lab.Faulty;

/// <summary>One linear layer, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls in train mode.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-head", "One linear layer")]
public sealed record FaultyHead(string Kind = "", int After = 2, string Repaired = "") : IHead
{
    private readonly Fault _fault = new(Kind, After, Repaired);

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(int features, int classes) =>
        Kind switch
        {
            "build throws" => throw new NotSupportedException("too small"),
            "build gives null" => null!,
            "build another width" => nn.Linear(features + 1, 8),
            _ => new FaultyNetwork(nn.Linear(features, 8), Kind, _fault),
        };
}
