using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;

namespace RoCL.Core.Training;

/// <summary>Training: a lazy fold of steps over a model.</summary>
public static class TrainingLoop
{
    /// <summary>Takes the steps, one when it is asked for.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="data">The training images.</param>
    /// <param name="model">The model, which every step changes.</param>
    /// <param name="steps">The steps; those of <see cref="Plan.StepsFrom"/>, as a rule.</param>
    public static IEnumerable<StepResult> Run(Plan plan, IImages data, Model model, IEnumerable<TrainingStep> steps)
    {
        foreach (var step in steps)
            yield return Take(plan, data, model, step);
    }

    /// <summary>Takes one step.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="data">The training images.</param>
    /// <param name="model">The model, which the step changes.</param>
    /// <param name="step">The step.</param>
    /// <param name="kept">
    /// The names of views whose images the result is to keep; the caller disposes of them.
    /// </param>
    /// <param name="stop">
    /// Ends the step at the next query of an attack to its objective, or before the next pass.
    /// </param>
    /// <exception cref="StopAskedException">
    /// The person asked to stop, and the step was not taken: the model is as before, and the same
    /// step can be taken again.
    /// </exception>
    /// <exception cref="ProblemException">
    /// A component failed or returned what it must not: ROCL03xx; ROCL0320 loss or gradient is not
    /// finite, and the recipe does not say that such a batch is left out; ROCL0151 all that the
    /// loss depends on is frozen; ROCL0373 to ROCL0375 the state of a loss or an attack is not what
    /// it must be. The model is as before, running statistics and states too, unless the optimizer
    /// itself failed: then <see cref="Model.IsWhole"/> is false.
    /// </exception>
    public static StepResult Take(
        Plan plan,
        IImages data,
        Model model,
        TrainingStep step,
        IReadOnlyCollection<string>? kept = null,
        CancellationToken stop = default
    )
    {
        using var traced = WorkTrace.Step(step.Index);
        using var scope = NewDisposeScope();
        var before = RunningStatistics.Of(model);
        try
        {
            model.Enter(Mode.Train);
            model.Shadows.BeginStep();
            var share = RankShare.Of(model.Ranks.Collective, step.Images.Length);
            var meeting = new Meeting(model.Ranks.Collective, NotFiniteFault.Code);
            var batch = Gather(data, step, share, model.Device);
            var states = new StepStates(plan.Recipe, model);
            var maker = new ViewMaker(plan, model, batch, step, before, states, meeting, stop);
            var views = meeting.Together(maker.Make);
            StopAskedException.ThrowIfAsked(stop);

            using var grad = enable_grad();
            var anchors = AnchorShare.Of(plan, model.Ranks.Collective, step.Moment);
            var outputs = OutputsOf(plan, model, step, anchors);
            var seen = SeenImages.Of(batch).OfAllRanks(model.Ranks.Collective);
            var terms = new TermValues(plan, outputs, seen, step, states, anchors).Evaluate(views);
            var loss = terms.Select(term => term.Weight * term.Value).Aggregate((sum, term) => sum + term);
            StopAskedException.ThrowIfAsked(stop);
            var numbers = StepGradient.Take(plan, model, outputs, terms, loss);
            // After loss and gradients: a state made of what is not finite is not the cause.
            states.RequireFinite();
            Clipping.Apply(model, plan.Recipe.Clip, numbers.GradientNorm);
            model.Optimizer.Move(step);
            before.RestoreTeachers();
            model.Ranks.ShareStatistics(model);
            model.Follow(step.Moment);
            states.Commit();
            return new(step, numbers.Loss, numbers.Terms, numbers.GradientNorm)
            {
                Views = kept is null
                    ? null
                    : KeptViews.Of(views.OfAllRanks(kept, model.Ranks.Collective), seen.Labels, kept),
            };
        }
        catch (StopAskedException)
        {
            before.Restore();
            throw;
        }
        catch (Exception thrown) when (StepFault.Of(thrown, plan, step) is { } fault)
        {
            before.Restore();
            var isLeftOut = plan.Recipe.NotFinite is NotFinite.Skip && fault.Problem.Code == NotFiniteFault.Code;
            return isLeftOut ? StepResult.LeftOut(step, fault.Problem) : throw fault;
        }
    }

    private static IViewOutputs OutputsOf(Plan plan, Model model, TrainingStep step, AnchorShare anchors)
    {
        var length = plan.Recipe.Train;
        var whole = new ViewOutputs(plan, model, step.Moment);
        var share = RankShare.Of(model.Ranks.Collective, length.Batch);
        IViewOutputs own = length.Chunk < share.Count ? new ChunkedOutputs(whole, model, length.Chunk) : whole;
        return share.IsWhole ? own : new GatheredOutputs(own, model.Ranks.Collective, anchors.IsUsed);
    }

    private static Batch Gather(IImages data, TrainingStep step, RankShare share, Device device)
    {
        var batch = data.Gather(share.Only(tensor(step.Images.AsSpan().ToArray())));
        return new(batch.Images.ToDevice(device), batch.Labels?.ToDevice(device), batch.Indices.ToDevice(device));
    }
}
