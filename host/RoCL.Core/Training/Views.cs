using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// The images of a step, view by view: each view a function of the batch and of earlier ones.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">
/// The model; an attack meets it in the mode that its view asks for, and leaves its running
/// statistics as they were.
/// </param>
/// <param name="batch">The images.</param>
/// <param name="step">Which step.</param>
/// <param name="before">
/// The model's running statistics when the step began: nothing before the views' attacks moves
/// them.
/// </param>
internal sealed class Views(Plan plan, Model model, Batch batch, TrainingStep step, RunningStatistics before)
{
    /// <summary>All views of the recipe, by name.</summary>
    public ImmutableDictionary<string, Tensor> Make() =>
        plan.Recipe.Views.Aggregate(
            ImmutableDictionary<string, Tensor>.Empty,
            (earlier, view) =>
                view switch
                {
                    View.Augmented augmented => earlier.Add(view.Name, Augment(augmented)),
                    View.Perturbed perturbed => earlier.AddRange(
                        perturbed.Made.Zip(Perturb(perturbed, earlier), KeyValuePair.Create)
                    ),
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
        );

    /// <summary>
    /// What a loss gives for each image, [N]. It is told copies: other losses, and an attack's next
    /// iteration, see the same.
    /// </summary>
    public static Tensor Losses(
        ComponentUse use,
        ILoss loss,
        IReadOnlyList<Tensor> outputs,
        IEnumerable<ViewReference> views,
        Batch batch,
        long from,
        long count
    )
    {
        var input = new LossInput([.. outputs.Select(view => view.clone())])
        {
            Names = [.. views.Select(view => view.View)],
            Labels = batch.Labels?.narrow(0, from, count).clone(),
            Indices = batch.Indices.narrow(0, from, count).clone(),
        };
        return Guard.Losses(use, Guard.Call(use, () => loss.Of(input)), count, outputs);
    }

    private Tensor Augment(View.Augmented view)
    {
        using var quiet = no_grad();
        var random = step.RandomFor(view.Name, batch.Images.shape[0], model.Device);
        return Layout.ChannelsLast(
            view.Pipeline.Aggregate(
                batch.Images.clone(),
                (images, augmentation) =>
                {
                    var use = augmentation.Use;
                    var changed = Guard.Call(
                        use,
                        () => augmentation.At(step.Moment).Apply(images, random.For(use.Key))
                    );
                    return Guard.Augmented(use, changed, images);
                }
            )
        );
    }

    // Each micro-batch is attacked by itself: its negatives are its own, as on the several devices
    // of the authors' code.
    private IEnumerable<Tensor> Perturb(View.Perturbed view, ImmutableDictionary<string, Tensor> earlier)
    {
        var (micro, total) = (plan.Recipe.Train.MicroBatch, batch.Images.shape[0]);
        model.Enter(view.Mode);
        try
        {
            var parts = Enumerable
                .Range(0, (int)(total / micro))
                .Select(i =>
                    Shortage.Advised(
                        $"{plan.Recipe.Source}: views.{view.Name}",
                        plan.Recipe.Train,
                        attack: true,
                        () => Attacked(view, earlier, i * micro, micro, total)
                    )
                )
                .ToList();
            return view.Of.Select((_, v) => Layout.ChannelsLast(cat([.. parts.Select(part => part[v])])));
        }
        finally
        {
            if (view.Mode == Mode.Train)
                before.Restore();
            model.Enter(Mode.Train);
        }
    }

    private Tensor[] Attacked(
        View.Perturbed view,
        ImmutableDictionary<string, Tensor> earlier,
        long from,
        long count,
        long total
    )
    {
        var clean = Layout.ChannelsLast(cat([.. view.Of.Select(name => earlier[name].narrow(0, from, count))]));
        Tensor Part(Tensor whole) => whole.narrow(0, from, count);
        var part = new Batch(Part(batch.Images), batch.Labels is { } labels ? Part(labels) : null, Part(batch.Indices));
        var objective = new ViewGoal(plan.Recipe, model, view, step.Moment).Against(
            clean,
            name => Part(earlier[name]),
            part
        );
        var random = step.RandomFor(view.Name, view.Of.Length * total, model.Device)
            .Only(view.Of.SelectMany((_, v) => Enumerable.Range(0, (int)count).Select(i => v * total + from + i)));
        var attack = view.Attack.At(step.Moment);
        var threat = view.Threat.At(step.Moment);
        var moved = Guard.Call(view.Attack.Use, () => attack.Perturb(clean.clone(), objective, threat, random));
        if (!float.IsFinite(objective.Health!.item<float>()))
        {
            throw Finite.Fault(
                $"{view.Goal.Use.Place}, attacking the view {view.Name},",
                $"gave the attack a loss or a gradient that is not finite{(Finite.Weight(model) is { } weight ? $": {weight}" : "")}."
            );
        }

        return Guard.Attacked(view.Attack.Use, moved, clean, threat).detach().chunk(view.Of.Length);
    }
}
