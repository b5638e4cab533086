using System.Diagnostics;

namespace RoCL.Evaluations.Linear;

/// <summary>Which test images a network classifies correctly, untouched and under attack.</summary>
/// <remarks>
/// An image that is wrong untouched is wrong under attack too: the adversary may leave it as it is, so robust accuracy is never above
/// clean accuracy.
/// </remarks>
/// <param name="bench">The test images and the means.</param>
/// <param name="network">From images to logits, which decide.</param>
/// <param name="batch">Images at a time.</param>
/// <param name="climbed">The network whose logits an attack climbs, where those that decide have no useful gradient; else the same.</param>
internal sealed class Measurement(IBench bench, nn.Module<Tensor, Tensor> network, int batch, nn.Module<Tensor, Tensor>? climbed = null)
{
    /// <summary>Clean images first, then each threat model.</summary>
    public IReadOnlyList<Condition> Under(IAttack? attack, IReadOnlyList<ThreatModel>? threats)
    {
        var clean = Measure("clean", (images, _, _) => images);
        return attack is null ? [clean] : [clean, .. (threats ?? []).Select(threat => Attacked(attack, threat, clean))];
    }

    /// <summary>Some images after the other, in the order of the data.</summary>
    public static IEnumerable<Batch> Batches(IImages images, int batch)
    {
        for (long from = 0; from < images.Count; from += batch)
            yield return images.Gather(arange(from, Math.Min(from + batch, images.Count), ScalarType.Int64));
    }

    private Condition Attacked(IAttack attack, ThreatModel threat, Condition clean)
    {
        var name = $"{attack} {threat}";
        var attacked = Measure(name, (images, objective, done) =>
            bench.Attack(attack, images, objective, threat, bench.Random($"{name} {done}", images.shape[0])));
        return attacked with
        {
            Threat = threat,
            Correct = [.. attacked.Correct.Zip(clean.Correct, (moved, untouched) => moved && untouched)],
        };
    }

    private Condition Measure(string name, Func<Tensor, IObjective, int, Tensor> seen)
    {
        var (watch, correct) = (new Stopwatch(), new List<bool>());
        foreach (var part in Batches(bench.Test, batch))
        {
            using var scope = NewDisposeScope();
            bench.Report(name, correct.Count, bench.Test.Count);
            var labels = part.Labels!.to(bench.Device);
            var objective = bench.CrossEntropy(climbed ?? network, labels);
            watch.Start();
            var images = seen(part.Images.to(bench.Device), objective, correct.Count);
            watch.Stop();
            correct.AddRange(bench.CrossEntropy(network, labels).Outputs(images).argmax(1).eq(labels).cpu().data<bool>());
        }
        return new(name, correct, Seconds: watch.Elapsed.TotalSeconds);
    }
}
