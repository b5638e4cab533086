using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Tensors;
using TorchSharp;

namespace RoCL.Core.Evaluation;

/// <summary>
/// Measures which test images a classifier gets right, batch by batch; a finished batch is kept.
/// </summary>
/// <param name="bench">The test images, and random values.</param>
/// <param name="host">Where finished batches are kept.</param>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="classifier">The classifier.</param>
internal sealed class Classification(Bench bench, IBenchHost host, ComponentUse evaluation, Classifier classifier)
{
    private const string Correct = "correct";
    private const string Predicted = "predicted";
    private const string Seconds = "seconds";

    /// <summary>Measures.</summary>
    /// <param name="condition">The condition's names.</param>
    /// <param name="change">Changes images before they are classified.</param>
    /// <param name="attack">The attack that changes them; none where none does.</param>
    /// <exception cref="ProblemException">ROCL0510: the images have no labels.</exception>
    public Condition Run(ConditionNames condition, Func<Batch, Rng, Tensor>? change, ShownAttack? attack = null)
    {
        if (bench.Test.Labels is null)
            throw new ProblemException(BenchProblems.NoLabels(evaluation));

        var correct = new List<bool>();
        var predicted = new List<int>();
        var seconds = 0.0;
        foreach (var batch in ImageBatches.Of(bench.Test, classifier.Batch))
        {
            using var scope = NewDisposeScope();
            var place = new Place(condition.FullName, correct.Count, $"{condition.Purpose} {correct.Count}");
            var measured = Kept(scope, place.Part);
            if (measured is null)
            {
                bench.Report(condition.Name, correct.Count, bench.Test.Count);
                measured = Measured(batch, place, change, correct.Count == 0 ? attack : null);
                host.Keep(place.Part, TensorFile.Of(measured));
            }

            if (attack is not null)
                bench.Records.Show(measured, condition.FullName, attack, bench.Test);
            correct.AddRange(measured[Correct].data<bool>());
            seconds += measured[Seconds].item<double>();
            // An older version kept no classes.
            if (measured.TryGetValue(Predicted, out var classes))
                predicted.AddRange(classes.data<int>());
        }

        if (predicted.Count == correct.Count)
            bench.Records.Add(condition.FullName, predicted);
        bench.Report(condition.Name, correct.Count, bench.Test.Count);
        return new(condition.FullName, correct, Seconds: seconds, Images: bench.Test);
    }

    private ImmutableSortedDictionary<string, Tensor>? Kept(DisposeScope scope, string part)
    {
        if (host.Find(part) is not { } kept)
            return null;
        scope.Attach(kept.Tensors.Values);
        return kept.Tensors;
    }

    private ImmutableSortedDictionary<string, Tensor> Measured(
        Batch batch,
        Place place,
        Func<Batch, Rng, Tensor>? change,
        ShownAttack? shown
    )
    {
        try
        {
            return Guard.Call(evaluation, () => Classified(batch, place, change, shown), bench.Uses, bench.Stop);
        }
        catch (ProblemException fault)
        {
            throw fault.At(
                where => $"{where}, '{place.Condition}' from image {place.From} on",
                fault.InnerException ?? fault
            );
        }
    }

    private ImmutableSortedDictionary<string, Tensor> Classified(
        Batch part,
        Place place,
        Func<Batch, Rng, Tensor>? change,
        ShownAttack? shown
    )
    {
        var batch = new Batch(part.Images.to(bench.Device), part.Labels!.to(bench.Device), part.Indices);
        var begun = host.Elapsed;
        var images = change is null
            ? batch.Images
            : ChangedImages.Of(bench, evaluation, batch, bench.Random(place.Purpose, batch.Images.shape[0]), change);
        var seconds = (host.Elapsed - begun).TotalSeconds;
        if (change is not null)
            host.SeeImages(place.Condition, place.From, images);
        var logits = bench.CrossEntropy(classifier.Network, batch.Labels!).Outputs(images);
        Findings.RequireNumbers(evaluation, logits);
        var classes = logits.argmax(1);
        var measured = ImmutableSortedDictionary<string, Tensor>
            .Empty.Add(Correct, classes.eq(batch.Labels!).cpu())
            .Add(Predicted, classes.to_type(ScalarType.Int32).cpu())
            .Add(Seconds, tensor(seconds, ScalarType.Float64));
        if (shown is null)
            return measured;
        var rows = shown.RowsOf(part.Labels!, measured[Correct], batch.Images);
        return measured.AddRange(ExampleImages.Parts(rows, batch.Images, images));
    }

    // A batch of a condition: its first image, and the purpose that its random values follow from.
    private sealed record Place(string Condition, int From, string Purpose)
    {
        public string Part => $"{Condition} {From}";
    }
}
