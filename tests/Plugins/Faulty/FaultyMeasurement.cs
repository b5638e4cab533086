namespace Lab.Faulty;

/// <summary>Classifies images that are changed in a way that they must not be.</summary>
/// <param name="Kind">What is wrong with the change; empty for nothing.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-measurement", "Changed images")]
public sealed record FaultyMeasurement(string Kind = "", string Repaired = "") : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean) =>
        [bench.Classify("changed", classifier, (batch, _) => Change(batch))];

    private Tensor Change(Batch batch)
    {
        var sound = 1 - batch.Images;
        var now = File.Exists(Repaired) ? "" : Kind;
        if (now == "writes")
        {
            batch.Images.zero_();
            batch.Labels!.zero_();
        }
        return now == "shape" ? sound[.., .., 1..] : new Fault(now, 0, Repaired).In(now, sound);
    }
}
