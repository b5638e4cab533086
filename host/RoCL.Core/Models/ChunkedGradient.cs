namespace RoCL.Core.Models;

/// <summary>
/// The gradient of an objective with the memory of some images at a time, though its loss sees all
/// of them: through the gradient with respect to the outputs.
/// </summary>
internal static class ChunkedGradient
{
    /// <summary>As <see cref="IObjective.At"/>; costs another forward pass.</summary>
    /// <param name="objective">
    /// The objective, of a network that passes each image by itself.
    /// </param>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="chunk">Images in a pass.</param>
    public static ObjectivePoint At(NetworkObjective objective, Tensor images, long chunk)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var parts = images.split(chunk);
        var outputs = cat([.. parts.Select(objective.Outputs)]).requires_grad_();
        var losses = objective.Loss(outputs);
        if (!losses.requires_grad)
            throw objective.ConstantLoss();

        objective.Backward(losses.sum(), outputs);
        if (outputs.grad is not { } direction)
            throw objective.ConstantLoss();
        var gradients = parts.Zip(direction.split(chunk), (part, along) => Along(objective, along).At(part).Gradient);
        return new(
            scope.MoveToOuter(outputs.detach()),
            scope.MoveToOuter(losses.detach()),
            scope.MoveToOuter(cat([.. gradients]))
        );
    }

    // The outputs' part in a direction: its gradient is the loss's.
    private static NetworkObjective Along(NetworkObjective objective, Tensor direction) =>
        objective with
        {
            Chunk = null,
            Loss = outputs => (outputs * direction).sum(1),
        };
}
