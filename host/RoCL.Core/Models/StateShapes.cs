using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>What the states of a recipe's losses and attacks are for.</summary>
/// <param name="model">The model, which is put into eval mode.</param>
/// <param name="bindings">The recipe, and its components as objects.</param>
/// <param name="images">The number of training images.</param>
internal sealed class StateShapes(Model model, Bindings bindings, long images)
{
    // Batch-norm in eval mode takes any number of rows.
    private const long Rows = 2;

    private readonly Recipe _recipe = bindings.Recipe;

    /// <summary>What the state of a term's loss is for.</summary>
    /// <param name="term">The term.</param>
    public StateShape Of(Term term) => Of(term.Loss, term.Views.Count, term.Views);

    /// <summary>What the state of a view's attack is for.</summary>
    /// <param name="view">The view.</param>
    public StateShape Of(View.Perturbed view) => Of(view.Attack, view.Sources.Count, view.ObjectiveViews);

    private StateShape Of(ComponentUse use, int views, ValueList<ViewReference> seen) =>
        new(
            views,
            [.. seen.Select(WidthOf)],
            model.Shape,
            images,
            _recipe.Train.Batch,
            model.Device,
            new Seed(_recipe.Seed).For("state").For(use.Key)
        );

    private long WidthOf(ViewReference seen)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        model.Enter(Mode.Eval);
        // A teacher may be in training mode, and its statistics are no part of a question.
        var statistics = RunningStatistics.Of(model);
        var image = model.Shape;
        var outputs = seen.ByTeacher
            ? model.TeacherOutputs(
                seen.Head,
                zeros([Rows, image.Channels, image.Height, image.Width], device: model.Device),
                _recipe.RouteOf(seen.View)
            )
            : model.Head(seen.Head, zeros([Rows, model.Features], device: model.Device));
        statistics.Restore();
        return outputs.shape[1];
    }
}
