namespace RoCL.Contracts;

/// <summary>A classifier as it is measured.</summary>
/// <param name="Network">
/// From images [N, C, H, W] in [0, 1] to logits [N, K], which decide. Put into eval mode.
/// </param>
/// <param name="Batch">Images at a time.</param>
/// <param name="Climbed">
/// The network whose logits attacks climb, where those that decide have no useful gradient; else
/// the same.
/// </param>
/// <param name="Name">
/// Stands before the names of its conditions, where an evaluation measures several.
/// </param>
public sealed record Classifier(
    nn.Module<Tensor, Tensor> Network,
    int Batch = 256,
    nn.Module<Tensor, Tensor>? Climbed = null,
    string Name = ""
);
