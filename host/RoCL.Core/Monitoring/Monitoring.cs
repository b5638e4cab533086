using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;

namespace RoCL.Core.Monitoring;

/// <summary>
/// Calls a training's monitors: they see the model after a step, and the model does not notice.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The model that is trained; only read.</param>
/// <param name="train">The training images.</param>
/// <param name="heldOut">Images that are not trained on; none where all are.</param>
public sealed class Monitoring(Plan plan, Model model, IImages train, IImages? heldOut)
{
    // Signs of masked gradients are looked for in evaluations alone.
    private readonly Plan _plan = plan with
    {
        Bindings = plan.Bindings with { Recipe = plan.Recipe with { Masking = new(0, null) }, BlackBox = null },
    };

    /// <summary>
    /// What a monitor gets in place of the bench itself; the bench where left out.
    /// </summary>
    internal Func<Bench, ComponentUse, IBench> Around { get; init; } = (bench, _) => bench;

    /// <summary>The monitors that measure after a step, in the recipe's order.</summary>
    /// <param name="step">The step's place in time.</param>
    public ImmutableArray<RecipeMonitor> DueAfter(Moment step) =>
        [.. plan.Recipe.Monitors.Where(monitor => monitor.IsDueAfter(step))];

    /// <summary>
    /// The views that a step has to keep for the monitors that are due after it;
    /// <see langword="null"/> where none is.
    /// </summary>
    /// <param name="step">The step's place in time.</param>
    public IReadOnlyCollection<string>? ViewsFor(Moment step)
    {
        var due = DueAfter(step);
        return due.IsEmpty ? null : [.. due.SelectMany(monitor => monitor.Views).Select(seen => seen.View).Distinct()];
    }

    /// <summary>Lets one monitor measure.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="result">What the step has found.</param>
    /// <param name="views">The views of the step.</param>
    /// <returns>
    /// Its values, or why there are none: ROCL03xx as its code is, ROCL0172 its names.
    /// </returns>
    public MeasuredValues Measure(RecipeMonitor monitor, StepResult result, KeptViews views)
    {
        using var scope = NewDisposeScope();
        try
        {
            var input = InputOf(monitor, result, views);
            var values = plan.Bindings.Monitors[monitor.Name].Constant.Measure(input);
            return new(
                monitor.Name,
                values.ToImmutableSortedDictionary(value => value.Key, Finite, StringComparer.Ordinal)
            );
        }
        catch (ProblemException fault)
        {
            return new(monitor.Name, null, fault.Problem);
        }
        catch (Exception fault) when (OutOfMemory.Is(fault))
        {
            return new(monitor.Name, null, OutOfMemory.Problem(monitor.Use.Place, fault));
        }
        finally
        {
            model.Enter(Mode.Train);
        }
    }

    private static double? Finite(KeyValuePair<string, double> value) =>
        double.IsFinite(value.Value) ? value.Value : null;

    private MonitorInput InputOf(RecipeMonitor monitor, StepResult result, KeptViews views)
    {
        using var quiet = no_grad();
        model.Enter(Mode.Eval);
        var step = result.Step;
        return new()
        {
            Moment = step.Moment,
            Loss = result.Loss,
            Terms = result.Terms.DistinctBy(term => term.Key).ToDictionary(),
            Images = [.. monitor.Views.Select(view => views.Images[view.View].clone())],
            Outputs = [.. monitor.Views.Select(view => Outputs(view, views))],
            Labels = views.Labels?.clone(),
            Random = step.RandomFor($"monitors.{monitor.Name}", step.Images.Length, model.Device),
            Bench = Around(
                new Bench(
                    _plan,
                    model,
                    monitor.Use,
                    new(train, heldOut ?? new NoHeldOutImages(monitor.Use)),
                    new NothingKept()
                ),
                monitor.Use
            ),
        };
    }

    private Tensor Outputs(ViewReference reference, KeptViews views)
    {
        var route = plan.Recipe.RouteOf(reference.View);
        var features = model.Encode(Layout.ChannelsLast(views.Images[reference.View].clone()), route);
        return model.Head(reference.Head, features, route);
    }
}
