namespace Components.Tests.Losses;

/// <summary>
/// NT-Xent once more, in float64 loops as the equation stands in the papers; 1e-8 where the
/// authors' code has it.
/// </summary>
internal static class Textbook
{
    /// <summary>Each image's loss.</summary>
    /// <param name="searching">
    /// The rows that look for their positives, [V][N][D] as one list of rows, view after view.
    /// </param>
    /// <param name="found">
    /// The rows that they are compared with: the same values, unless a derivative with these held
    /// still is wanted.
    /// </param>
    /// <param name="images">N.</param>
    /// <param name="temperature">τ.</param>
    /// <param name="epsilon">ε in norm, denominator and log.</param>
    public static double[] Losses(
        double[][] searching,
        double[][] found,
        int images,
        double temperature,
        double epsilon
    )
    {
        var z = searching.Select(row => Unit(row, epsilon)).ToArray();
        var others = found.Select(row => Unit(row, epsilon)).ToArray();
        double Exp(int r, int k) => Math.Exp(z[r].Zip(others[k], (a, b) => a * b).Sum() / temperature);
        double Row(int r)
        {
            var sum = Enumerable.Range(0, z.Length).Where(k => k != r).Sum(k => Exp(r, k));
            return Enumerable
                .Range(0, z.Length)
                .Where(j => j != r && j % images == r % images)
                .Sum(j => -Math.Log(Exp(r, j) / (sum + epsilon) + epsilon));
        }
        var views = z.Length / images;
        return
        [
            .. Enumerable.Range(0, images).Select(i => Enumerable.Range(0, views).Average(v => Row(v * images + i))),
        ];
    }

    /// <summary>The gradient of the sum of all losses, by differences in float64.</summary>
    public static double[][] Gradient(
        double[][] rows,
        bool detachOthers,
        int images,
        double temperature,
        double epsilon
    )
    {
        const double step = 1e-5;
        double Shifted(int r, int d, double by)
        {
            var moved = rows.Select(row => row.ToArray()).ToArray();
            moved[r][d] += by;
            return Losses(moved, detachOthers ? rows : moved, images, temperature, epsilon).Sum();
        }
        return
        [
            .. rows.Select(
                (row, r) => row.Select((_, d) => (Shifted(r, d, step) - Shifted(r, d, -step)) / (2 * step)).ToArray()
            ),
        ];
    }

    private static double[] Unit(double[] row, double epsilon)
    {
        var length = Math.Sqrt(row.Sum(x => x * x)) + epsilon;
        return [.. row.Select(x => x / length)];
    }
}
