using System.Globalization;

namespace RoCL.Core;

/// <summary>Training: a lazy fold of steps over a model.</summary>
public static class Training
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
    /// A component failed or handed back what it must not: ROCL03xx; ROCL0320 loss or gradient is not finite. The weights are as before.
    /// </exception>
    public static StepResult Take(Plan plan, IImages data, Model model, TrainingStep step)
    {
        using var scope = NewDisposeScope();
        model.Enter(Mode.Train);
        var batch = Gather(data, step, model.Device);
        var views = new Views(plan, model, batch, step).Make();
        using var grad = enable_grad();
        var terms = new Terms(plan, model, batch, step).Evaluate(views);
        var loss = terms.Select(term => term.Weight * term.Value).Aggregate((sum, term) => sum + term);
        Finite(step, terms);
        loss.backward();
        var norm = GradientNorm(model);
        if (!double.IsFinite(norm))
        {
            foreach (var parameter in model.Parameters.Values) parameter.grad = null;
            throw NotFinite(step, "the gradient");
        }
        model.Descend(plan.Recipe.Optimizer.At(step.Moment), step.LearningRate);
        var values = terms.Select(term => KeyValuePair.Create(term.Name, (double)term.Value.item<float>()));
        return new(step, loss.item<float>(), [.. values], norm);
    }

    private static Batch Gather(IImages data, TrainingStep step, Device device)
    {
        var batch = data.Gather(tensor(step.Images.AsSpan().ToArray()));
        return new(batch.Images.to(device), batch.Labels?.to(device), batch.Indices.to(device));
    }

    private static double GradientNorm(Model model)
    {
        using var quiet = no_grad();
        var squares = model.Parameters.Values.Select(parameter => parameter.grad).OfType<Tensor>()
            .Select(gradient => gradient.square().sum()).ToList();
        return squares.Count == 0 ? 0 : Math.Sqrt(stack(squares).sum().item<float>());
    }

    private static void Finite(TrainingStep step, IEnumerable<TermValue> terms)
    {
        foreach (var term in terms)
            if (!float.IsFinite(term.Value.item<float>())) throw NotFinite(step, $"the loss {term.Name}");
    }

    private static ProblemException NotFinite(TrainingStep step, string what) => new(new(
        "ROCL0320", string.Create(CultureInfo.InvariantCulture, $"step {step.Index}"),
        $"{what} is not finite.", "Lower the learning rate, or look for a component that gives extreme values."));
}
