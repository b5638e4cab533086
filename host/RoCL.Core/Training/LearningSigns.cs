using System.Globalization;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// Listens to steps for signs that a training learns nothing, and says at the end of an epoch what
/// it saw: each sign once.
/// </summary>
/// <remarks>
/// ROCL0287 a contrastive loss on its plateau, the value for equal embeddings; ROCL0288 a gradient
/// of zero in all steps; ROCL0286 embeddings that all point in one direction; ROCL0640 embeddings
/// that are not finite in eval mode.
/// </remarks>
/// <param name="plan">The recipe on its data.</param>
/// <param name="data">The training images.</param>
/// <param name="model">The model that is trained.</param>
/// <param name="warn">Receives the warnings.</param>
public sealed class LearningSigns(Plan plan, IImages data, Model model, Action<Problem> warn)
{
    // A sound start is some percent below the plateau already.
    private const double NearPlateau = 0.002;
    private const double NoGradient = 1e-7;
    private const double OneDirection = 0.9995;
    private const int Seen = 256;

    private readonly List<StepResult> _epoch = [];
    private readonly HashSet<string> _said = [];

    /// <summary>Adds a step.</summary>
    /// <param name="result">What the step found.</param>
    public void Add(StepResult result)
    {
        if (result.Skipped is null)
            _epoch.Add(result);
        if (!result.Step.IsLastOfEpoch || _epoch.Count == 0)
            return;
        foreach (var sign in Signs(result.Step.Moment))
        {
            if (_said.Add($"{sign.Code} {sign.Where}"))
                warn(sign);
        }
        _epoch.Clear();
    }

    /// <summary>Whether no step of an epoch had a gradient to speak of.</summary>
    /// <param name="largestGradient">The largest norm of a gradient in the epoch.</param>
    internal static bool IsZero(double largestGradient) => largestGradient < NoGradient;

    private IEnumerable<Problem> Signs(Moment moment) => [.. OfGradient(), .. OfTerms(moment)];

    private IEnumerable<Problem> OfGradient()
    {
        var largest = _epoch.Max(step => step.GradientNorm);
        if (!IsZero(largest))
            yield break;
        var size = largest == 0 ? "0" : $"at most {largest.ToString("0.#e+0", CultureInfo.InvariantCulture)}";
        yield return new(
            "ROCL0288",
            $"{plan.Recipe.Source}: loss",
            $"The gradient is {size} in all {_epoch.Count} steps of the epoch, so the weights do not move.",
            "Look for a term, a head or a normalisation that is constant, or that flattens its input."
        );
    }

    private IEnumerable<Problem> OfTerms(Moment moment)
    {
        for (var i = 0; i < plan.Recipe.Terms.Count; i++)
        {
            var term = plan.Recipe.Terms[i];
            var probe = new LossProbe(plan.Bindings.Loss(term.Loss).At(moment), term.Views.Count);
            if (!probe.IsOfWholeBatch)
                continue;
            if (OfPlateau(term, i, probe) is { } plateau)
                yield return plateau;
            foreach (var direction in term.Views.Where(view => !view.ByTeacher).Take(1).SelectMany(OfDirection))
                yield return direction;
        }
    }

    private Problem? OfPlateau(Term term, int index, LossProbe probe)
    {
        var train = plan.Recipe.Train;
        var mean = _epoch.Average(step => step.Terms[index].Value);
        if (probe.OfEqual(term.OverMicroBatches ? train.MicroBatch : train.Batch) is not { } plateau)
            return null;
        if (Math.Abs(mean - plateau) > NearPlateau * Math.Abs(plateau))
            return null;
        return new(
            "ROCL0287",
            term.Loss.Where,
            $"The loss {term.Name} is {Text(mean)} on average over the epoch, and {Text(plateau)} is what it gives "
                + "when all embeddings are equal: it learns nothing.",
            "Look at the learning rate, the augmentations and the head."
        );
    }

    private IEnumerable<Problem> OfDirection(ViewReference view)
    {
        var length = MeanDirection(view);
        if (double.IsNaN(length))
            yield return NotFinite(view);
        else if (length >= OneDirection)
            yield return Collapsed(view, length);
    }

    private Problem Collapsed(ViewReference view, double length) =>
        new(
            "ROCL0286",
            $"{plan.Recipe.Source}: heads.{view.Head}",
            $"The embeddings of {Math.Min(Seen, data.Count)} training images point in one direction: their mean "
                + $"direction has the length {Text(length)}, and 1 means that all are equal.",
            "Look at the learning rate, the augmentations and the head."
        );

    private Problem NotFinite(ViewReference view) =>
        new(
            "ROCL0640",
            $"{plan.Recipe.Source}: heads.{view.Head}",
            $"The embeddings of {Math.Min(Seen, data.Count)} training images are not finite in eval mode, though the "
                + "losses were: running statistics of batch norm, or the embeddings themselves, are beyond bounds.",
            "Lower the learning rate, or look at the layers that differ between training and evaluation."
        );

    // The length of the mean of unit vectors, in eval mode: training is not touched.
    private double MeanDirection(ViewReference view)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        model.Enter(Mode.Eval);
        try
        {
            var images = data.Gather(arange(Math.Min(Seen, data.Count), ScalarType.Int64)).Images.to(model.Device);
            var outputs = model.Head(view.Head, model.Encode(images, plan.Recipe.Route), plan.Recipe.Route);
            return nn.functional.normalize(outputs.to(ScalarType.Float32), dim: 1).mean([0]).norm().item<float>();
        }
        finally
        {
            model.Enter(Mode.Train);
        }
    }

    private static string Text(double number) => number.ToString("0.#####", CultureInfo.InvariantCulture);
}
