using System.ComponentModel.DataAnnotations;

// A working monitor, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Measure returns numbers by name; they stand in metrics.jsonl under monitors.NAME.VALUE. The
//      same input has to give the same numbers.
//   3. input.Outputs are those of the views that the recipe names; input.Bench has copies of the
//      networks and more images, for whatever else you want to know.
//   4. Whatever a monitor does, training does not notice. Draw from input.Random alone.
//   5. `rocl check DeadDimensions.cs` tries the laws of every monitor.

/// <summary>How many dimensions of an embedding hardly differ from image to image.</summary>
/// <remarks>
/// Of the outputs of the views that the recipe names, or else of the features of the first training
/// images: <c>dead</c>, the share of the dimensions with a standard deviation below
/// <paramref name="Threshold"/> times the largest one, from 0 to 1; <c>deviation</c>, the mean of
/// the deviations.
/// <para>
/// Begun from: dimensional collapse, Jing et al. 2022, arXiv:2110.09348.
/// </para>
/// </remarks>
/// <param name="Threshold">From 0 to 1.</param>
/// <param name="Images">Training images where the recipe names no views, 2 or more.</param>
/// <example>
/// <code>
/// { "monitors": { "collapse": { "use": "dead-dimensions", "views": ["a"], "every": "1 epoch" } } }
/// </code>
/// </example>
[Component("dead-dimensions", "The share of dimensions that hardly differ")]
public sealed record DeadDimensions([Range(0.0, 1.0)] double Threshold = 0.05, [Range(2, 100_000)] int Images = 100)
    : IMonitor
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        using var scope = NewDisposeScope();
        var embeddings = input.Outputs.Count > 0 ? cat([.. input.Outputs]) : Features(input.Bench);
        var deviations = embeddings.std(0, unbiased: false);
        var isDead = deviations.lt(Threshold * deviations.max());
        return new Dictionary<string, double>
        {
            ["dead"] = isDead.to(ScalarType.Float32).mean().item<float>(),
            ["deviation"] = deviations.mean().item<float>(),
        };
    }

    private Tensor Features(IBench bench)
    {
        using var encoder = bench.Encoder();
        var count = Math.Min(Images, bench.Train.Count);
        using var quiet = no_grad();
        return encoder.call(bench.Train.Gather(arange(count, ScalarType.Int64)).Images.to(bench.Device));
    }
}
