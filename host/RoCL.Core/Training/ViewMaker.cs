using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// Makes the images of a step, view by view: each view a function of the batch and of earlier ones.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">
/// The model; an attack meets it in the mode of its view, and leaves its running statistics alone.
/// </param>
/// <param name="batch">The rank's images.</param>
/// <param name="step">The step.</param>
/// <param name="before">
/// The model's running statistics when the step began: nothing moves them before the attacks.
/// </param>
/// <param name="states">The states of attacks, which micro-batches pass on.</param>
/// <param name="meeting">The ranks, whose images an attack's loss may compare.</param>
/// <param name="stop">Ends an attack at its next query.</param>
internal sealed class ViewMaker(
    Plan plan,
    Model model,
    Batch batch,
    TrainingStep step,
    RunningStatistics before,
    StepStates states,
    Meeting meeting,
    CancellationToken stop
)
{
    private readonly long _images = batch.Images.shape[0];
    private readonly ViewRandomness _randomness = new(
        plan,
        step,
        RankShare.Of(meeting.Collective, step.Images.Length),
        model.Device
    );

    /// <summary>The images of all views of the recipe, by name.</summary>
    public StepViews Make()
    {
        var made = StepViews.Empty();
        var mixing = new ViewMixing(plan, step, model.Device, meeting);
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
        var random = _randomness.Of(view.Name);
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
        var microBatch = Math.Min(plan.Recipe.Train.MicroBatch, _images);
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
        var around = new ImagesAround(plan, view, step, meeting, from, count);
        var sources = view.Sources.Select(name => made.Images[name].narrow(0, from, count));
        var clean = Layout.ChannelsLast(cat([.. sources]));
        var objective = new ViewObjective(plan.Bindings, model, view, step.Moment, states).Against(
            clean,
            name => made.Images[name].narrow(0, from, count),
            SeenImages.Of(batch).Part(from, count),
            around,
            around.Mixes(made)
        );
        var attack = plan.Bindings.Attack(view.AttackOf(step.HasFallenBack)).At(step.Moment);
        var threat = plan.Bindings.Threat(view.Threat, step.Moment);
        var queried = QueriedObjective.Of(objective, stop);
        try
        {
            var random = _randomness.Of(view, from, count);
            var moved = attack is IStatefulAttack stateful
                ? Moved(view, stateful, new(clean, queried, threat, random, Indices(view, from, count)), from)
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
        var augmented = input with
        {
            Augmentations = [.. view.Sources.Select(source => _randomness.Applied(source, rows))],
        };
        var taken = attack.Perturb(states.Of(view.Attack), augmented);
        states.Pass(view.Attack, taken.Next);
        return taken.Images;
    }

    private Tensor Indices(View.Perturbed view, long from, long count) =>
        batch.Indices.narrow(0, from, count).repeat(view.Sources.Count);

    private static bool IsOfResult(ProblemException fault) =>
        fault.Problem.Code.StartsWith("ROCL033", StringComparison.Ordinal);
}
