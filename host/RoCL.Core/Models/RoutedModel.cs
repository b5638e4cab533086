namespace RoCL.Core.Models;

/// <summary>
/// A model that another run has trained, by the batch-norm of one of its routes.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="route">The route.</param>
internal sealed class RoutedModel(TrainedModel model, string route) : ITrainedModel
{
    /// <inheritdoc/>
    public ImageShape Shape => model.Shape;

    /// <inheritdoc/>
    public int Classes => model.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => model.Heads;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => model.ClassNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classifiers => model.Classifiers;

    /// <inheritdoc/>
    public ITrainedModel Through(string route) => model.Through(route);

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images, string head = ITrainedModel.Features) => model.Outputs(images, head, route);

    /// <inheritdoc/>
    public IObjective Objective(
        Func<Tensor, Tensor> losses,
        long rows,
        Tensor? labels = null,
        string head = ITrainedModel.Features
    ) => model.Objective(losses, rows, labels, head, route);
}
