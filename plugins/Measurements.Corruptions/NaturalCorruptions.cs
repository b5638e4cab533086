namespace RoCL.Measurements.Corruptions;

/// <summary>
/// Natural corruptions of the test images, made on the fly: noise, blur and digital processing at
/// five severities.
/// </summary>
/// <remarks>
/// One condition for each kind and severity, such as <c>gaussian-noise 3</c>. The random values of
/// an image follow from the run's seed, so that every run of the recipe sees the same corrupted
/// images. Values are those of CIFAR-10-C (see <see cref="Corruption"/>). Left out of the
/// benchmark's kinds are glass blur, elastic, spatter, snow, frost and fog.
/// <para>
/// Saturation is defined for three channels: among all kinds it is passed over for other images.
/// </para>
/// <para>
/// Errors: ROCL0531 a severity out of range, ROCL0532 saturation asked of images that have not
/// three channels.
/// </para>
/// <para>Reference: Hendrycks and Dietterich 2019, arXiv:1903.12261, section 3.</para>
/// </remarks>
/// <param name="Kinds">Which corruptions; all when left out.</param>
/// <param name="Severities">From 1, the mildest, to 5; all when left out.</param>
[Component("corruptions", "Natural corruptions at five severities, Hendrycks and Dietterich 2019")]
public sealed record NaturalCorruptions(
    IReadOnlyList<CorruptionKind>? Kinds = null,
    IReadOnlyList<int>? Severities = null
) : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var severities = (Severities ?? [.. Enumerable.Range(Corruption.Mildest, Corruption.Harshest)])
            .Distinct()
            .Select(Checked)
            .ToList();
        return
        [
            .. Chosen(bench.Test.Shape.Channels)
                .SelectMany(corruption =>
                    severities.Select(severity =>
                        bench.Classify(
                            $"{corruption.Name} {severity}",
                            classifier,
                            (batch, random) => corruption.Apply(batch.Images, severity, random)
                        )
                    )
                ),
        ];
    }

    // What does not fit is passed over, unless it was asked for by name.
    private List<Corruption> Chosen(int channels)
    {
        var chosen = Corruption.All.Where(corruption => Kinds?.Contains(corruption.Kind) ?? true).ToList();
        var fitting = chosen.Where(corruption => (corruption.Channels ?? channels) == channels).ToList();
        return Kinds is null || chosen.Except(fitting).FirstOrDefault() is not { } wrong
            ? fitting
            : throw new ProblemException(
                new(
                    "ROCL0532",
                    "the measurement corruptions",
                    $"{wrong.Name} is defined for {wrong.Channels} channels, and the images have {channels}.",
                    "Leave it out of the kinds."
                )
            );
    }

    private static int Checked(int severity) =>
        severity is >= Corruption.Mildest and <= Corruption.Harshest
            ? severity
            : throw new ProblemException(
                new(
                    "ROCL0531",
                    "the measurement corruptions",
                    $"there is no severity {severity}.",
                    $"Severities go from {Corruption.Mildest} to {Corruption.Harshest}."
                )
            );
}
