using System.ComponentModel.DataAnnotations;

namespace RoCL.Monitors.Standard;

/// <summary>
/// How the embeddings of a step's views lie on the sphere: near for one image, spread over all, or
/// collapsed.
/// </summary>
/// <remarks>
/// Of the outputs z of the views that the recipe names, in eval mode, by the weights after the
/// step:
/// <para>
/// <c>alignment</c>, the mean of ‖u − v‖^α over pairs of views of an image, u and v being z of unit
/// length: 0 is perfect, and so is collapse; <c>uniformity</c>, the logarithm of the mean of
/// exp(−t·‖u − v‖²) over pairs of images, averaged over the views: from 0, where all coincide,
/// downwards; <c>effectiveRank</c>, the exponential of the entropy of z's singular values: from 1
/// to min(N, D); <c>norm</c>, the mean length of z; <c>deviation</c>, the mean over the dimensions
/// of the standard deviation of u: 1/√D where u is spread evenly, 0 after a collapse.
/// </para>
/// <para>
/// With one view there is no alignment; with several, the other values are means over the views.
/// </para>
/// <para>
/// Reference: Wang &amp; Isola 2020, arXiv:2005.10242; Roy &amp; Vetterli 2007, EUSIPCO; Garrido et
/// al. 2023, arXiv:2210.02885; the deviation: Chen &amp; He 2021, arXiv:2011.10566, section 4.1.
/// </para>
/// </remarks>
/// <param name="Power">α, above 0. The authors' code: 2.</param>
/// <param name="Temperature">t, above 0. The authors' code: 2.</param>
/// <param name="Epsilon">ε of the effective rank, 0 or above. Garrido et al.: 1e-7.</param>
/// <example>
/// <code>
/// { "monitors": { "geometry": { "use": "embeddings", "views": ["a", "b"], "every": "1 epoch" } } }
/// </code>
/// </example>
[Component("embeddings", "Alignment, uniformity, effective rank and norms of embeddings, Wang & Isola 2020")]
public sealed record Embeddings(
    [Range(1e-3, 1e3)] double Power = 2,
    [Range(1e-3, 1e3)] double Temperature = 2,
    [Range(0, 1)] double Epsilon = 1e-7
) : IMonitor
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        if (input.Outputs.Count == 0)
            throw NoViews();

        var unit = input.Outputs.Select(outputs => nn.functional.normalize(outputs, dim: 1)).ToList();
        var values = new Dictionary<string, double>
        {
            ["uniformity"] = unit.Average(view => EmbeddingGeometry.Uniformity(view, Temperature)),
            ["effectiveRank"] = input.Outputs.Average(view => EmbeddingGeometry.EffectiveRank(view, Epsilon)),
            ["norm"] = input.Outputs.Average(view => view.norm(1).mean().item<float>()),
            ["deviation"] = unit.Average(view => view.std(0, unbiased: false).mean().item<float>()),
        };
        if (unit.Count > 1)
            values["alignment"] = Pairs(unit).Average(pair => EmbeddingGeometry.Alignment(pair[0], pair[1], Power));
        return values;
    }

    private static IEnumerable<Tensor[]> Pairs(List<Tensor> views) =>
        from first in Enumerable.Range(0, views.Count)
        from second in Enumerable.Range(first + 1, views.Count - first - 1)
        select new[] { views[first], views[second] };

    private static ProblemException NoViews() =>
        new(
            new(
                "ROCL0105",
                "embeddings views",
                "The monitor names no views, and measures embeddings of views.",
                "List the views, such as \"views\": [\"a\", \"b\"]."
            )
        );
}
