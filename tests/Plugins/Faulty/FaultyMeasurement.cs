namespace Lab.Faulty;

/// <summary>Classifies images that are changed in a way that they must not be.</summary>
/// <param name="Kind">How.</param>
/// <param name="Mended">The file that says that they no longer are.</param>
[Component("faulty-measurement", "Changed images")]
public sealed record FaultyMeasurement(string Kind = "", string Mended = "") : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean) =>
        [
            bench.Classify(
                "changed",
                classifier,
                (batch, _) =>
                {
                    var (sound, now) = (1 - batch.Images, File.Exists(Mended) ? "" : Kind);
                    if (now == "writes")
                    {
                        batch.Images.zero_();
                        batch.Labels!.zero_();
                    }
                    return now == "shape" ? sound[.., .., 1..] : new Fault(now, 0, Mended).In(now, sound);
                }
            ),
        ];
}
