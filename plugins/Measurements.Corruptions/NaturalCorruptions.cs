namespace RoCL.Measurements.Corruptions;

/// <summary>
/// Natural corruptions of the test images, made on the fly: noise, blur and digital processing at
/// five severities.
/// </summary>
/// <remarks>
/// One condition for each kind and severity, such as <c>gaussian-noise 3</c>; tables also show
/// their mean, <c>corruptions mean</c>. The random values of an image follow from the run's seed,
/// so that every run of the recipe sees the same corrupted images. Values are those of CIFAR-10-C
/// (see <see cref="Corruption"/>). Left out of the benchmark's kinds are glass blur, elastic,
/// spatter, snow, frost and fog.
/// <para>
/// Saturation is defined for three channels: where all kinds are measured, it is left out for other
/// images.
/// </para>
/// <para>
/// Errors: ROCL0531 a severity out of range, ROCL0532 saturation asked of images that have not
/// three channels.
/// </para>
/// <para>Reference: Hendrycks and Dietterich 2019, arXiv:1903.12261, section 3.</para>
/// </remarks>
/// <param name="Kinds">Which corruptions; all when left out.</param>
/// <param name="Severities">From 1, the mildest, to 5; all when left out.</param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 5, "batch": 16,
///       "measurements": [
///         { "use": "corruptions", "kinds": ["gaussian-noise", "jpeg"], "severities": [1, 5] }
///       ]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("corruptions", "Natural corruptions at five severities, Hendrycks and Dietterich 2019")]
public sealed record NaturalCorruptions(
    IReadOnlyList<CorruptionKind>? Kinds = null,
    IReadOnlyList<int>? Severities = null
) : IMeasurement
{
    private const string Clean = "clean"; // how the name of the clean condition ends

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var severities = CheckedSeverities();
        // The clean condition's name carries the prefix of all names of this classifier.
        var family = clean.Name[..^Math.Min(clean.Name.Length, Clean.Length)] + "corruptions";
        var conditions = new List<Condition>();
        foreach (var corruption in Chosen(bench.Test.Shape.Channels))
        {
            foreach (var severity in severities)
            {
                var condition = bench.Classify(
                    $"{corruption.Name} {severity}",
                    classifier,
                    (batch, random) => corruption.Apply(batch.Images, severity, random)
                );
                conditions.Add(condition with { Family = family });
            }
        }

        return conditions;
    }

    private List<int> CheckedSeverities()
    {
        var severities = (Severities ?? [.. Enumerable.Range(Corruption.Mildest, Corruption.Harshest)])
            .Distinct()
            .ToList();
        foreach (var severity in severities)
        {
            if (severity is < Corruption.Mildest or > Corruption.Harshest)
                throw NoSuchSeverity(severity);
        }

        return severities;
    }

    // A corruption that does not fit the images is left out, unless it was asked for by name.
    private List<Corruption> Chosen(int channels)
    {
        var chosen = Corruption.All.Where(corruption => Kinds?.Contains(corruption.Kind) ?? true).ToList();
        var fitting = chosen.Where(corruption => (corruption.Channels ?? channels) == channels).ToList();
        var unfit = chosen.Except(fitting).FirstOrDefault();
        if (Kinds is not null && unfit is not null)
            throw OtherChannels(unfit, channels);
        return fitting;
    }

    private static ProblemException NoSuchSeverity(int severity) =>
        new(
            new(
                "ROCL0531",
                "the measurement corruptions",
                $"There is no severity {severity}.",
                $"Choose severities from {Corruption.Mildest} to {Corruption.Harshest}."
            )
        );

    private static ProblemException OtherChannels(Corruption corruption, int channels) =>
        new(
            new(
                "ROCL0532",
                "the measurement corruptions",
                $"The corruption {corruption.Name} is defined for {corruption.Channels} channels, but the images have "
                    + $"{channels}.",
                "Leave it out of the kinds."
            )
        );
}
