using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// Makes the images of a step, view by view: each view a function of the batch and of earlier ones.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">
/// The model; an attack meets it in the mode of its view, and leaves its running statistics alone.
/// </param>
/// <param name="batch">The images.</param>
/// <param name="step">The step.</param>
/// <param name="before">
/// The model's running statistics when the step began: nothing moves them before the attacks.
/// </param>
/// <param name="states">The states of attacks, which micro-batches pass on.</param>
/// <param name="stop">Ends an attack at its next query.</param>
internal sealed class ViewMaker(
    Plan plan,
    Model model,
    Batch batch,
    TrainingStep step,
    RunningStatistics before,
    StepStates states,
    CancellationToken stop
)
{
    private readonly long _images = batch.Images.shape[0];

    /// <summary>The images of all views of the recipe, by name.</summary>
    public StepViews Make()
    {
        var made = StepViews.Empty();
        var mixing = new ViewMixing(plan, step, model.Device);
        foreach (var view in plan.Recipe.Views)
        {
            made = view switch
            {
                View.Augmented augmented => made.With(view.Name, Augment(augmented)),
                View.Perturbed perturbed => made with { Images = made.Images.AddRange(Perturb(perturbed, made)) },
                View.Mixed mixed => mixing.Mix(mixed, made),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        return made;
    }

    private Tensor Augment(View.Augmented view)
    {
        using var quiet = no_grad();
        var random = step.RandomFor(view.Name, _images, model.Device);
        var images = batch.Images.clone();
        foreach (var use in view.Pipeline)
        {
            var augmentation = plan.Bindings.Augmentation(use).At(step.Moment);
            images = augmentation.Apply(images, random.For(use.Key));
        }
        return Layout.ChannelsLast(images);
    }

    // Each micro-batch is attacked by itself: its negatives are its own, as on the several devices
    // of the authors' code.
    private IEnumerable<KeyValuePair<string, Tensor>> Perturb(View.Perturbed view, StepViews made)
    {
        var microBatch = plan.Recipe.Train.MicroBatch;
        var parts = new List<Tensor[]>();
        model.Enter(view.Mode);
        try
        {
            for (long from = 0; from < _images; from += microBatch)
                parts.Add(Attacked(view, made, from, microBatch));
        }
        catch (Exception thrown) when (StepFault.OfAttack(thrown, plan.Recipe, view) is { } fault)
        {
            throw fault;
        }
        finally
        {
            if (view.Mode == Mode.Train)
                before.Restore();
            model.Enter(Mode.Train);
        }

        return view.Adversarial.Select(
            (name, i) => KeyValuePair.Create(name, Layout.ChannelsLast(cat([.. parts.Select(part => part[i])])))
        );
    }

    private Tensor[] Attacked(View.Perturbed view, StepViews made, long from, long count)
    {
        var part = LossInputs.Part(batch, from, count);
        var sources = view.Sources.Select(name => made.Images[name].narrow(0, from, count));
        var clean = Layout.ChannelsLast(cat([.. sources]));
        var objective = new ViewObjective(plan.Bindings, model, view, step.Moment, states).Against(
            clean,
            name => made.Images[name].narrow(0, from, count),
            part,
            LossInputs.Mixes(plan.Recipe, made, view.ObjectiveViews, from, count)
        );
        var attack = plan.Bindings.Attack(view.AttackOf(step.HasFallenBack)).At(step.Moment);
        var threat = plan.Bindings.Threat(view.Threat, step.Moment);
        var queried = QueriedObjective.Of(objective, stop);
        try
        {
            var random = RandomOf(view, from, count);
            var moved = attack is IStatefulAttack stateful
                ? Moved(view, stateful, new(clean, queried, threat, random, Indices(view, part)), from)
                : attack.Perturb(clean, queried, threat, random);
            return objective.IsFinite ? moved.chunk(view.Sources.Count) : throw NotFiniteFault.OfAttack(model, view);
        }
        catch (ProblemException fault) when (IsOfResult(fault) && !objective.IsFinite)
        {
            // Numbers that are not finite came first, and led to images that are not.
            throw NotFiniteFault.OfAttack(model, view);
        }
    }

    private Tensor Moved(View.Perturbed view, IStatefulAttack attack, AttackInput input, long from)
    {
        var rows = Enumerable.Range((int)from, (int)input.Random.Images / view.Sources.Count).Select(row => (long)row);
        var augmented = input with { Augmentations = [.. view.Sources.Select(source => Applied(source, rows))] };
        var taken = attack.Perturb(states.Of(view.Attack), augmented);
        states.Pass(view.Attack, taken.Next);
        return taken.Images;
    }

    // How a view was augmented, for some of its rows.
    private ImmutableArray<AppliedAugmentation> Applied(string source, IEnumerable<long> rows)
    {
        if (plan.Recipe.Views.First(made => made.Results.Contains(source)) is not View.Augmented view)
            return [];
        var random = step.RandomFor(source, _images, model.Device).Only(rows);
        return
        [
            .. view.Pipeline.Select(use => new AppliedAugmentation(
                GuardedAugmentation.Unguarded(plan.Bindings.Augmentation(use).At(step.Moment)),
                random.For(use.Key)
            )),
        ];
    }

    private static Tensor Indices(View.Perturbed view, Batch part) => part.Indices.repeat(view.Sources.Count);

    private static bool IsOfResult(ProblemException fault) =>
        fault.Problem.Code.StartsWith("ROCL033", StringComparison.Ordinal);

    // A micro-batch draws what its images would have drawn in the whole batch.
    private Rng RandomOf(View.Perturbed view, long first, long count)
    {
        var places =
            from source in Enumerable.Range(0, view.Sources.Count)
            from image in Enumerable.Range(0, (int)count)
            select source * _images + first + image;
        return step.RandomFor(view.Name, view.Sources.Count * _images, model.Device).Only(places);
    }
}
