using System.ComponentModel.DataAnnotations;

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
/// spatter, snow, frost and fog; <see cref="CorruptedFiles"/> measures on its files.
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
    [MinLength(1), Distinct] IReadOnlyList<CorruptionKind>? Kinds = null,
    [MinLength(1), Distinct] IReadOnlyList<int>? Severities = null
) : IMeasurement
{
    private const string Where = "the measurement corruptions";

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var severities = Corruptions.Severities.Checked(Severities, Where);
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
                conditions.Add(condition with { Family = Corruptions.Severities.FamilyOf(clean) });
            }
        }

        return conditions;
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

    private static ProblemException OtherChannels(Corruption corruption, int channels) =>
        new(
            new(
                "ROCL0532",
                Where,
                $"The corruption {corruption.Name} is defined for {corruption.Channels} channels, but the images have "
                    + $"{channels}.",
                "Leave it out of the kinds."
            )
        );
}
