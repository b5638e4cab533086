using RoCL.Core.Models;
using RoCL.Core.Tensors;

namespace RoCL.Core.Evaluation;

/// <summary>The tensors of an evaluation's classifier that are not the encoder's own.</summary>
/// <remarks>
/// A classifier on the frozen encoder is <c>classifier.weight</c> and <c>classifier.bias</c> alone.
/// Of one whose encoder was trained further, the encoder's tensors are there too, as
/// <c>encoder.conv1.weight</c>.
/// </remarks>
public static class ClassifierTensors
{
    // A module's name in the evaluation's network, and in the encoder behind its normalisation.
    private const string Encoder = "encoder.";

    /// <summary>Copies them to the CPU; the caller disposes of them.</summary>
    /// <param name="network">The classifier, from images to logits.</param>
    /// <param name="model">The trained model.</param>
    /// <param name="images">Those that are classified: the file names their classes.</param>
    public static TensorFile Of(nn.Module<Tensor, Tensor> network, Model model, IImages images)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var encoder = model.CopyOfEncoder();
        var own = encoder.state_dict();
        var named = network
            .state_dict()
            .Where(tensor => !Normalized.IsOwn(LastPart(tensor.Key)))
            .Select(tensor => KeyValuePair.Create(tensor.Key, tensor.Value.detach().cpu().contiguous()))
            .ToList();
        var isFrozen = named.Where(IsOfEncoder).All(tensor => IsSame(own, tensor));
        var kept = named
            .Where(tensor => !(isFrozen && IsOfEncoder(tensor)))
            .Select(tensor => KeyValuePair.Create(NameOf(tensor.Key), tensor.Value.clone()))
            .ToList();
        foreach (var tensor in kept)
            tensor.Value.DetachFromDisposeScope();
        var says = WeightsMetadata.Of(model) with { ClassNames = [.. images.Classes] };
        return TensorFile.Of(kept, says.ToMetadata());
    }

    private static bool IsOfEncoder(KeyValuePair<string, Tensor> tensor) =>
        tensor.Key.StartsWith(Encoder, StringComparison.Ordinal);

    private static bool IsSame(Dictionary<string, Tensor> own, KeyValuePair<string, Tensor> tensor) =>
        own.TryGetValue(tensor.Key[Encoder.Length..], out var trained)
        && trained.shape.SequenceEqual(tensor.Value.shape)
        && trained.cpu().eq(tensor.Value).all().item<bool>();

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    // Without the layer that is the normalisation.
    private static string NameOf(string name) =>
        name.StartsWith(Encoder + Encoder, StringComparison.Ordinal) ? name[Encoder.Length..] : name;
}
