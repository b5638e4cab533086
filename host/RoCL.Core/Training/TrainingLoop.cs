using System.Globalization;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>Training: a lazy fold of steps over a model.</summary>
public static class TrainingLoop
{
    /// <summary>Takes the steps, one when it is asked for.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="data">The training images.</param>
    /// <param name="model">Changed by every step.</param>
    /// <param name="steps">Which steps; those of <see cref="Plan.StepsFrom"/>, as a rule.</param>
    public static IEnumerable<StepResult> Run(Plan plan, IImages data, Model model, IEnumerable<TrainingStep> steps) =>
        steps.Select(step => Take(plan, data, model, step));

    /// <summary>Takes one step.</summary>
    /// <exception cref="ProblemException">
    /// A component failed or handed back what it must not: ROCL03xx; ROCL0320 loss or gradient is
    /// not finite, and the recipe does not say that such a batch is left out. The model is as
    /// before, running statistics too.
    /// </exception>
    public static StepResult Take(Plan plan, IImages data, Model model, TrainingStep step)
    {
        using var traced = WorkTrace.Step(step);
        using var scope = NewDisposeScope();
        var before = RunningStatistics.Of(model);
        try
        {
            return Blame.During(
                string.Create(CultureInfo.InvariantCulture, $"step {step.Index}"),
                () =>
                    Shortage.Advised(
                        plan.Recipe.Source,
                        plan.Recipe.Train,
                        attack: false,
                        () => Taken(plan, data, model, step, before)
                    )
            );
        }
        catch (ProblemException fault)
        {
            before.Restore();
            if (plan.Recipe.NotFinite is NotFinite.Skip && fault.Problem.Code == Finite.Code)
                return StepResult.LeftOut(step, fault.Problem);
            throw;
        }
    }

    private static StepResult Taken(Plan plan, IImages data, Model model, TrainingStep step, RunningStatistics before)
    {
        using var scope = NewDisposeScope();
        model.Enter(Mode.Train);
        var batch = Gather(data, step, model.Device);
        var views = new Views(plan, model, batch, step, before).Make();
        using var grad = enable_grad();
        var terms = new Terms(plan, model, batch, step).Evaluate(views);
        var loss = terms.Select(term => term.Weight * term.Value).Aggregate((sum, term) => sum + term);
        Finite.Check(plan, model, terms, loss);
        var norm = Gradients(plan, model, loss);
        model.Descend(plan.Recipe.Optimizer.At(step.Moment), step.LearningRate);
        var values = terms.Select(term => KeyValuePair.Create(term.Name, (double)term.Value.item<float>()));
        return new(step, loss.item<float>(), [.. values], norm);
    }

    private static Batch Gather(IImages data, TrainingStep step, Device device)
    {
        var batch = data.Gather(tensor(step.Images.AsSpan().ToArray()));
        return new(batch.Images.to(device), batch.Labels?.to(device), batch.Indices.to(device));
    }

    // The norm of all gradients together. Where there is none that could be followed, none is left
    // behind.
    private static double Gradients(Plan plan, Model model, Tensor loss)
    {
        try
        {
            Guard.Backward([.. Differentiated(plan.Recipe)], () => loss.backward());
            var norm = Norm(model.Parameters.Values);
            return double.IsFinite(norm) ? norm : throw Finite.Fault(Extreme(plan, model));
        }
        catch
        {
            foreach (var parameter in model.Parameters.Values)
                parameter.grad = null;
            throw;
        }
    }

    private static double Norm(IEnumerable<Tensor> parameters)
    {
        using var quiet = no_grad();
        var norms = parameters
            .Select(parameter => parameter.grad)
            .OfType<Tensor>()
            .Select(gradient => gradient.norm())
            .ToList();
        return norms.Count == 0 ? 0 : stack(norms).norm().item<float>();
    }

    private static IEnumerable<ComponentUse> Differentiated(Recipe recipe) =>
        recipe.Terms.Select(term => term.Loss.Use).Concat(Finite.Networks(recipe));

    private static string Extreme(Plan plan, Model model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the gradient of {model.Parameters.FirstOrDefault(named => !double.IsFinite(Norm([named.Value]))).Key ?? "all weights together"}, by "
                + $"{Finite.Either(Differentiated(plan.Recipe))}"
        );
}
