namespace RoCL.Core.Models;

/// <summary>
/// The tensors of a trained model under the names that other programs know: torchvision's of a
/// ResNet, timm's of a vision transformer.
/// </summary>
public static class ExportedTensors
{
    private const string Encoder = "encoder.";
    private const int Batch = 256;

    /// <summary>
    /// Those of the encoder, without the normalisation in front of it, such as <c>conv1.weight</c>;
    /// the tensors are the caller's own, on the CPU.
    /// </summary>
    /// <param name="model">The model.</param>
    public static ImmutableSortedDictionary<string, Tensor> OfEncoder(Model model)
    {
        using var scope = NewDisposeScope();
        using var copy = model.CopyOfEncoder();
        return Copied(
            copy.state_dict()
                .Where(tensor => tensor.Key.StartsWith(Encoder, StringComparison.Ordinal))
                .Select(tensor => KeyValuePair.Create(tensor.Key[Encoder.Length..], tensor.Value))
        );
    }

    /// <summary>Those of all heads, such as <c>projector.linear_1.weight</c>.</summary>
    /// <param name="model">The model.</param>
    public static ImmutableSortedDictionary<string, Tensor> OfHeads(Model model)
    {
        using var scope = NewDisposeScope();
        return Copied(
            model.Heads.SelectMany(head =>
                model.StateOfHead(head).Select(tensor => KeyValuePair.Create($"{head}.{tensor.Key}", tensor.Value))
            )
        );
    }

    /// <summary>The features of images, float32 [N, F] on the CPU; the caller's own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images.</param>
    /// <param name="report">Gets the number of images that are done, and of all.</param>
    public static Tensor Features(Model model, IImages images, Action<long, long> report)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var encoder = model.CopyOfEncoder();
        var features = new List<Tensor>();
        for (var from = 0L; from < images.Count; from += Batch)
        {
            report(from, images.Count);
            using var inner = NewDisposeScope();
            var part = images.Gather(arange(from, Math.Min(from + Batch, images.Count), ScalarType.Int64)).Images;
            features.Add(inner.MoveToOuter(encoder.call(Layout.ChannelsLast(part.to(model.Device))).cpu()));
        }

        report(images.Count, images.Count);
        return cat([.. features]).DetachFromDisposeScope();
    }

    private static ImmutableSortedDictionary<string, Tensor> Copied(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var quiet = no_grad();
        return tensors.ToImmutableSortedDictionary(
            tensor => tensor.Key,
            tensor => tensor.Value.detach().cpu().contiguous().clone().DetachFromDisposeScope(),
            StringComparer.Ordinal
        );
    }
}
