using RoCL.Core.Classes;
using RoCL.Core.Recipes;

namespace RoCL.Core.Binding;

/// <summary>
/// A frozen model of another run, in eval mode, that losses see views through in place of the model
/// that is trained.
/// </summary>
/// <param name="Teacher">The other run's model, as the recipe names it.</param>
/// <param name="Open">
/// Opens the other run's model, the same one each time. Throws a <see cref="ProblemException"/> at
/// the recipe's key when that run or its model is not sound.
/// </param>
public sealed record BoundTeacher(Teacher.OfRun Teacher, Func<ITrainedModel> Open)
{
    /// <summary>
    /// The teacher's outputs, [N, D]; a gradient reaches the images and no weight.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <exception cref="ProblemException">As <see cref="Model"/>.</exception>
    public Tensor Outputs(Tensor images) => Model().Outputs(images, Teacher.Head);

    /// <summary>The other run's model.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0110: the model has no head of the teacher's name; ROCL0272: the head is for other
    /// classes; and as <see cref="Open"/>.
    /// </exception>
    public ITrainedModel Model() => WithHead(Teacher.Head, Teacher.Where);

    /// <summary>The other run's model, which has some head.</summary>
    /// <param name="head">The head's name.</param>
    /// <param name="where">The recipe's place that names it.</param>
    /// <exception cref="ProblemException">As <see cref="Model"/>.</exception>
    public ITrainedModel WithHead(string head, string where)
    {
        var model = Open();
        if ((model as MatchedModel)?.Misfit(head) is { } misfit)
            throw new ProblemException(misfit with { Where = $"{where}.head: {misfit.Where}" });
        if (head == Recipe.NoHead || model.Heads.Contains(head))
            return model;
        throw new ProblemException(
            new(
                "ROCL0110",
                $"{where}.head",
                $"The model of {Teacher.From.Run} has no head '{head}'.",
                $"Name one of: {string.Join(", ", model.Heads.Append(Recipe.NoHead))}."
            )
        );
    }
}
