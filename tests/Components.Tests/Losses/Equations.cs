namespace Components.Tests.Losses;

/// <summary>Losses once more, in float64 loops as the equations stand in the papers.</summary>
internal static class Equations
{
    /// <summary>Each image's loss.</summary>
    /// <param name="views">[V][N][D].</param>
    /// <param name="held">
    /// The same values, where the equation lets no gradient through: unlike views only for a
    /// derivative.
    /// </param>
    /// <param name="labels">[N].</param>
    public delegate double[] Equation(double[][][] views, double[][][] held, long[] labels);

    public static double[] CrossEntropy(double[][][] views, double[][][] held, long[] labels) =>
        Each(labels, i => views.Average(view => -Math.Log(Softmax(view[i])[labels[i]])));

    public static double[] KullbackLeibler(double[][][] views, double[][][] held, long[] labels) =>
        Each(labels, i => Divergence(held[0][i], views[1][i]));

    public static Equation Trades(double beta) =>
        (views, held, labels) =>
            Each(labels, i => -Math.Log(Softmax(views[0][i])[labels[i]]) + beta * Divergence(views[0][i], views[1][i]));

    public static Equation SupervisedContrastive(double temperature, double baseTemperature) =>
        (views, held, labels) =>
        {
            var z = views.SelectMany(view => view.Select(Unit)).ToArray();
            double Exp(int r, int k) => Math.Exp(Dot(z[r], z[k]) / temperature);
            double Row(int r)
            {
                var positives = Enumerable
                    .Range(0, z.Length)
                    .Where(p => p != r && labels[p % labels.Length] == labels[r % labels.Length])
                    .ToArray();
                var sum = Enumerable.Range(0, z.Length).Where(k => k != r).Sum(k => Exp(r, k));
                return positives.Length == 0
                    ? 0
                    : -positives.Average(p => Math.Log(Exp(r, p) / sum)) * temperature / baseTemperature;
            }
            return Each(labels, i => Enumerable.Range(0, views.Length).Average(v => Row(v * labels.Length + i)));
        };

    public static double[] MeanSquared(double[][][] views, double[][][] held, long[] labels) =>
        Each(labels, i => views[0][i].Zip(views[1][i], (a, b) => (a - b) * (a - b)).Average());

    public static double[] MeanAbsolute(double[][][] views, double[][][] held, long[] labels) =>
        Each(labels, i => views[0][i].Zip(views[1][i], (a, b) => Math.Abs(a - b)).Average());

    public static double[] Cosine(double[][][] views, double[][][] held, long[] labels) =>
        Each(labels, i => 1 - Dot(Unit(views[0][i]), Unit(views[1][i])));

    /// <summary>
    /// The gradient of the sum of all losses, in the order of the views' rows, by differences.
    /// </summary>
    public static double[] Gradient(Equation equation, double[][][] views, long[] labels)
    {
        const double step = 1e-5;
        double Shifted(int v, int i, int d, double by)
        {
            var moved = views.Select(view => view.Select(row => row.ToArray()).ToArray()).ToArray();
            moved[v][i][d] += by;
            return equation(moved, views, labels).Sum();
        }
        return
        [
            .. views.SelectMany(
                (view, v) =>
                    view.SelectMany(
                        (row, i) =>
                            row.Select((_, d) => (Shifted(v, i, d, step) - Shifted(v, i, d, -step)) / (2 * step))
                    )
            ),
        ];
    }

    private static double[] Each(long[] labels, Func<int, double> loss) =>
        [.. Enumerable.Range(0, labels.Length).Select(loss)];

    private static double Divergence(double[] p, double[] q) =>
        Softmax(p).Zip(Softmax(q), (a, b) => a * Math.Log(a / b)).Sum();

    private static double[] Softmax(double[] logits)
    {
        var exp = logits.Select(logit => Math.Exp(logit - logits.Max())).ToArray();
        return [.. exp.Select(part => part / exp.Sum())];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Unit(double[] row) => [.. row.Select(x => x / Math.Sqrt(Dot(row, row)))];
}
