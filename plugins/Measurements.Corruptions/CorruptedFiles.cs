using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace RoCL.Measurements.Corruptions;

/// <summary>
/// Corrupted test images as CIFAR-10-C and CIFAR-100-C have them: the files themselves, so that the
/// mean stands beside published ones.
/// </summary>
/// <remarks>
/// One condition for each kind and severity, such as <c>fog 3</c>; tables also show their mean,
/// <c>corruptions mean</c>. The files hold the whole test set in its own order, severity after
/// severity: it has to be measured whole, and its labels are compared with <c>labels.npy</c>.
/// <para>
/// Errors: ROCL0531 a severity out of range, ROCL0535 a file that is missing or no such array,
/// ROCL0534 test images that are not those of the files.
/// </para>
/// <para>Reference: Hendrycks and Dietterich 2019, arXiv:1903.12261, section 3.</para>
/// </remarks>
/// <param name="Folder">The folder of the <c>.npy</c> files.</param>
/// <param name="Kinds">
/// Names of files without their ending, such as <c>fog</c>; the benchmark's 15 when left out.
/// </param>
/// <param name="Severities">From 1, the mildest, to 5; all when left out.</param>
/// <example>
/// <code>
/// {
///   "data": { "use": "cifar-10", "path": "cifar10", "verify": false }, "images": { "test": null },
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 5, "batch": 16,
///       "measurements": [{ "use": "cifar-c", "folder": "CIFAR-10-C", "kinds": ["fog"] }]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("cifar-c", "Corrupted test images of CIFAR-10-C or CIFAR-100-C, Hendrycks and Dietterich 2019")]
public sealed record CorruptedFiles(
    string Folder,
    [MinLength(1), Distinct] IReadOnlyList<string>? Kinds = null,
    [MinLength(1), Distinct] IReadOnlyList<int>? Severities = null
) : IMeasurement
{
    private const string LabelsFile = "labels";
    private const string Where = "the measurement cifar-c";

    /// <summary>The kinds whose mean the benchmark reports.</summary>
    internal static readonly ImmutableArray<string> Benchmark =
    [
        "gaussian_noise",
        "shot_noise",
        "impulse_noise",
        "defocus_blur",
        "glass_blur",
        "motion_blur",
        "zoom_blur",
        "snow",
        "frost",
        "fog",
        "brightness",
        "contrast",
        "elastic_transform",
        "pixelate",
        "jpeg_compression",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var severities = Corruptions.Severities.Checked(Severities, Where);
        DemandLabels(bench.Test);
        var conditions = new List<Condition>();
        foreach (var kind in Kinds ?? Benchmark)
        {
            using var images = Images(kind, bench.Test);
            foreach (var severity in severities)
            {
                var first = (severity - Corruption.Mildest) * bench.Test.Count;
                var condition = bench.Classify(
                    $"{kind} {severity}",
                    classifier,
                    (batch, _) => images.Rows(first, batch.Indices).to(bench.Device)
                );
                conditions.Add(condition with { Family = Corruptions.Severities.FamilyOf(clean) });
            }
        }

        return conditions;
    }

    private ByteArrayFile Images(string kind, IImages test)
    {
        var (channels, height, width) = test.Shape;
        return ByteArrayFile.Open(
            PathOf(kind),
            [Corruption.Harshest * test.Count, height, width, channels],
            "all test images at five severities"
        );
    }

    // The labels of one severity are those of the test set, in its order.
    private void DemandLabels(IImages test)
    {
        using var scope = NewDisposeScope();
        var path = PathOf(LabelsFile);
        using var file = ByteArrayFile.Open(path, [Corruption.Harshest * test.Count], "a label for each image");
        var labels = file.Values(0, test.Count).to(ScalarType.Int64);
        if (test.Labels is { } own && labels.equal(own.cpu()).all().item<bool>())
            return;
        throw new ProblemException(
            new(
                "ROCL0534",
                path,
                "The labels are not those of the test images: the files corrupt other images, or in another order.",
                "Measure the whole test set of the data that the files were made of (images.test left out)."
            )
        );
    }

    private string PathOf(string kind) => Path.Combine(Folder, $"{kind}.npy");
}
