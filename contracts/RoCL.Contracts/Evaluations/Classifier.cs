namespace RoCL.Contracts;

/// <summary>A classifier under measurement.</summary>
/// <param name="Network">
/// The network that decides, from images [N, C, H, W] in [0, 1] to logits [N, K]. The host puts it
/// into eval mode.
/// </param>
/// <param name="Batch">The number of images in one forward pass, 1 or more.</param>
/// <param name="GradientNetwork">
/// The network that attacks take their gradient from, from the same images to logits [N, K], where
/// <paramref name="Network"/> has no useful gradient; <paramref name="Network"/> itself when left
/// out.
/// </param>
/// <param name="Name">
/// A prefix of the names of its conditions, where one evaluation measures several classifiers.
/// </param>
public sealed record Classifier(
    nn.Module<Tensor, Tensor> Network,
    int Batch = 256,
    nn.Module<Tensor, Tensor>? GradientNetwork = null,
    string Name = ""
);
