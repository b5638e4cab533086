namespace RoCL.Core.Classes;

/// <summary>
/// The model of another run, with the outputs of its classifiers in the order of the classes at
/// hand.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="own">The names of the classes at hand, by number.</param>
/// <param name="where">The recipe's key that names the model.</param>
public sealed class MatchedModel(ITrainedModel model, IReadOnlyList<string> own, string where) : ITrainedModel
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
    public ITrainedModel For(IReadOnlyList<string> classes) => new MatchedModel(model, classes, where);

    /// <inheritdoc/>
    public ITrainedModel Through(string route) => new MatchedModel(model.Through(route), own, where);

    /// <summary>
    /// The problem where a head classifies into other classes; <see langword="null"/> where it does
    /// not, or its classes are not known.
    /// </summary>
    /// <param name="head">One of the heads.</param>
    public Problem? Misfit(string head) =>
        Matters(head) && Order is null
            ? ClassOrder.Misfit(where, $"The head '{head}' of the model", model.ClassNames, own)
            : null;

    /// <summary>
    /// As <see cref="Misfit"/>, for a copy of a head, whose outputs nothing puts in order: the
    /// classes have to be numbered alike, too.
    /// </summary>
    /// <param name="head">One of the heads.</param>
    public Problem? MisfitOfCopy(string head) =>
        Matters(head) && Order is not { IsSame: true }
            ? ClassOrder.Misfit(where, $"The head '{head}' of the model", model.ClassNames, own)
            : null;

    /// <summary>The model as it is, without the order of the classes at hand.</summary>
    public ITrainedModel Unmatched => model;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images, string head = ITrainedModel.Features) =>
        InOrder(model.Outputs(images, head), head);

    /// <summary>
    /// As the model's own; ROCL0272 where labels are of other classes than the head.
    /// </summary>
    /// <inheritdoc/>
    public IObjective Objective(
        Func<Tensor, Tensor> losses,
        long rows,
        Tensor? labels = null,
        string head = ITrainedModel.Features
    )
    {
        if (labels is not null && Misfit(head) is { } problem)
            throw new ProblemException(problem);
        if (!Matters(head) || Order is not { IsSame: false } order)
            return model.Objective(losses, rows, labels, head);
        var inItsOrder = model.Objective(outputs => losses(order.Of(outputs)), rows, labels, head);
        return new OrderedObjective(inItsOrder, order, own);
    }

    private ClassOrder? Order => ClassOrder.Between(model.ClassNames, own);

    private bool Matters(string head) =>
        model.ClassNames.Count > 0 && own.Count > 0 && model.Classifiers.Contains(head);

    private Tensor InOrder(Tensor outputs, string head) =>
        Matters(head) && Order is { } order ? order.Of(outputs) : outputs;
}
