using System.Globalization;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Monitors.Standard;

namespace Fidelity.Tests.Monitors;

/// <summary>
/// Alignment and uniformity by their authors' code, and the effective rank by that of RankMe.
/// </summary>
public sealed class EmbeddingsFidelity
{
    [GoldenFiles("monitor_alignment_uniformity")]
    public void Alignment_and_uniformity_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var one = golden["view1"];
        var other = golden["view2"];
        foreach (var (k, power) in Listed(golden, "alphas"))
            Agree(EmbeddingGeometry.Alignment(one, other, power), golden[$"alignment.{k}"], $"alignment with {power}");
        foreach (var (k, temperature) in Listed(golden, "ts"))
        {
            Agree(
                EmbeddingGeometry.Uniformity(one, temperature),
                golden[$"uniformity.{k}"],
                $"uniformity with {temperature}"
            );
        }
    }

    [GoldenFiles("monitor_alignment_uniformity")]
    public void The_monitor_has_them_of_views_of_any_length_and_the_mean_uniformity_of_both(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var one = golden["view1"];
        var other = golden["view2"];
        foreach (var (k, power) in Listed(golden, "alphas"))
        {
            var values = new Embeddings(Power: power).Measure(Of(3 * one, 0.5 * other));
            Agree(values["alignment"], golden[$"alignment.{k}"], "alignment");
        }

        foreach (var (k, temperature) in Listed(golden, "ts"))
        {
            var monitor = new Embeddings(Temperature: temperature);
            Agree(monitor.Measure(Of(3 * one))["uniformity"], golden[$"uniformity.{k}"], "uniformity");
            var both =
                (EmbeddingGeometry.Uniformity(one, temperature) + EmbeddingGeometry.Uniformity(other, temperature)) / 2;
            Assert.That(monitor.Measure(Of(one, other))["uniformity"], Is.EqualTo(both).Within(1e-6));
        }
    }

    [GoldenFiles("monitor_effective_rank")]
    public void The_effective_rank_agrees_with_the_code_and_with_the_paper(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        for (var k = 0; k < golden.Whole("cases"); k++)
        {
            var embeddings = golden[$"embeddings.{k}"];
            var byCode = new Embeddings(Epsilon: golden.Number("epsilon")).Measure(Of(embeddings))["effectiveRank"];
            var byPaper = EmbeddingGeometry.EffectiveRank(embeddings, golden.Number("paper_epsilon"));
            Agree(byCode, golden[$"effective_rank.{k}"], $"case {k} by the code");
            Agree(byPaper, golden[$"effective_rank_by_paper.{k}"], $"case {k} by the paper");
            Agree(Math.Log(byCode), golden[$"entropy.{k}"], $"entropy of case {k}");
        }
    }

    [Test]
    public void The_default_epsilon_and_exponents_are_those_of_the_papers()
    {
        var monitor = new Embeddings();
        Assert.That((monitor.Power, monitor.Temperature, monitor.Epsilon), Is.EqualTo((2.0, 2.0, 1e-7)));
    }

    private static void Agree(double ours, Tensor golden, string what) =>
        Agreement.Relative(tensor(ours), golden.to(ScalarType.Float64), 1e-5, what);

    private static IEnumerable<(int Index, double Item)> Listed(Golden golden, string name) =>
        golden.Text(name).Split(',').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).Index();

    private static MonitorInput Of(params Tensor[] outputs) =>
        new()
        {
            Moment = default,
            Loss = 0,
            Terms = new Dictionary<string, double>(),
            Images = [],
            Outputs = outputs,
            Random = new(new Seed(1), outputs[0].shape[0]),
            Bench = null!,
        };
}
