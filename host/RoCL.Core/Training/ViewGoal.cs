using RoCL.Core.Models;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// What the attack of a view raises: a loss over views, as a function of those that are moved.
/// </summary>
/// <param name="recipe">The method.</param>
/// <param name="model">In the mode that the attack is to meet.</param>
/// <param name="view">The view.</param>
/// <param name="moment">The step's place in time.</param>
internal sealed class ViewGoal(Recipe recipe, Model model, View.Perturbed view, Moment moment)
{
    // Which of the model's heads the moved views go through, and which teachers they are shown to.
    private readonly ImmutableArray<string> _heads = Moved(view, taught: false);
    private readonly ImmutableArray<string> _teachers = Moved(view, taught: true);
    private readonly ILoss _loss = view.Goal.At(moment);
    private long[] _widths = [];

    /// <summary>The objective.</summary>
    /// <param name="clean">The views that are moved, one behind the other.</param>
    /// <param name="standing">Views that stand still, by name.</param>
    /// <param name="batch">The part of the batch that the views are of.</param>
    public NetworkObjective Against(Tensor clean, Func<string, Tensor> standing, Batch batch)
    {
        var count = batch.Images.shape[0];
        var still = Still(standing);
        Tensor Loss(Tensor outputs)
        {
            ImmutableArray<Tensor[]> seen = [.. Columns(outputs).Select(columns => columns.chunk(view.Made.Length))];
            ImmutableArray<Tensor> told = [.. view.Seen.Select(reference => Seen(reference, seen, still))];
            return Views.Losses(view.Goal.Use, _loss, told, view.Seen, batch, 0, count).repeat(view.Made.Length);
        }
        Tensor? clear = null;
        Tensor Rest(Tensor _)
        {
            using var quiet = no_grad();
            return clear ??= Network(clean).detach().DetachFromDisposeScope();
        }
        return new(Network, Loss, clean.shape[0], Classifies ? batch.Labels?.repeat(view.Made.Length) : null, Rest)
        {
            Encoder = recipe.Encoder.Use,
            Goal = view.Goal.Use,
            Backbone = images => model.Encode(images, view.Route),
            Health = zeros([], device: clean.device),
        };
    }

    // Whether what the attack raises looks at labels, so that a row can be said to be fooled.
    private bool Classifies => _loss.Requirement.Labels && _teachers.IsEmpty;

    // What the model says, its features where several heads want them, and what each teacher says,
    // side by side.
    private Tensor Network(Tensor images)
    {
        var taught = _teachers.Select(name => recipe.Teachers[name].Outputs(images));
        var parts = (_heads.IsEmpty ? taught : taught.Prepend(Own(images))).ToArray();
        _widths = [.. parts.Select(part => part.shape[1])];
        return parts is [var only] ? only : cat(parts, 1);
    }

    private Tensor Own(Tensor images)
    {
        var features = model.Encode(images, view.Route);
        return _heads is [var head] ? model.Head(head, features, view.Route) : features;
    }

    private Tensor[] Columns(Tensor outputs) => _widths.Length == 1 ? [outputs] : outputs.split(_widths, 1);

    private Tensor Seen(
        ViewReference seen,
        ImmutableArray<Tensor[]> columns,
        Dictionary<ViewReference, Tensor> still
    ) =>
        (view.Made.IndexOf(seen.View), _teachers.IndexOf(seen.Head)) switch
        {
            (< 0, _) => still[seen],
            (var v, < 0) => _heads is [_] ? columns[0][v] : model.Head(seen.Head, columns[0][v], view.Route),
            var (v, teacher) => columns[teacher + (_heads.IsEmpty ? 0 : 1)][v],
        };

    // The views that stand still are embedded once: nothing about them changes from one iteration
    // to the next.
    private Dictionary<ViewReference, Tensor> Still(Func<string, Tensor> standing)
    {
        using var quiet = no_grad();
        return view
            .Seen.Where(seen => !view.Made.Contains(seen.View))
            .GroupBy(seen => seen.View)
            .SelectMany(group =>
            {
                var (images, route) = (standing(group.Key), recipe.RouteOf(group.Key));
                var features = new Lazy<Tensor>(() => model.Encode(images, route));
                return group
                    .Distinct()
                    .Select(seen =>
                        KeyValuePair.Create(
                            seen,
                            (
                                seen.Taught
                                    ? recipe.Teachers[seen.Head].Outputs(images)
                                    : model.Head(seen.Head, features.Value, route)
                            ).detach()
                        )
                    );
            })
            .ToDictionary();
    }

    private static ImmutableArray<string> Moved(View.Perturbed view, bool taught) =>
        [
            .. view
                .Seen.Where(seen => view.Made.Contains(seen.View) && seen.Taught == taught)
                .Select(seen => seen.Head)
                .Distinct(),
        ];
}
