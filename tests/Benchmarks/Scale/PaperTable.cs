namespace Benchmarks.Scale;

/// <summary>A row of the first table of Kim et al. 2020, as its cost depends on it.</summary>
/// <param name="Name">The method.</param>
/// <param name="Passes">Forward passes that an image costs in an epoch.</param>
/// <param name="Epochs">How many epochs.</param>
internal sealed record PaperRow(string Name, double Passes, double Epochs);

/// <summary>
/// What the whole table of the paper costs (the suite <c>robustness</c>): CIFAR-10, ResNet-18, each
/// row with three seeds; trainings that rows share are made once.
/// </summary>
internal static class PaperTable
{
    private const double Images = 50_000;
    private const double TestImages = 10_000;
    private const double Threats = 6;
    private const double StepsOfTest = 20;
    private const double StepsOfAttack = 7;

    // An image forward, and back to its pixels.
    private const double PassesOfStep = 2;

    // Forward, and back to images and weights.
    private const double PassesOfTraining = 3;
    private const double Attack = StepsOfAttack * PassesOfStep;

    /// <summary>How many seeds.</summary>
    public const double Seeds = 3;

    /// <summary>The trainings and fine-tunings, with the epochs of the recipes.</summary>
    public static ImmutableArray<PaperRow> Rows { get; } =
    [
        new("supervised", PassesOfTraining, 200),
        new("SimCLR", 2 * PassesOfTraining, 200),
        new("AT", Attack + PassesOfTraining, 200),
        new("TRADES", Attack + 1 + 2 * PassesOfTraining, 200),
        new("RoCL", ScaleModel.PassesOfImage, 200),
        new("RoCL+rLE, the classifier", Attack + 1, 150),
        new("RoCL+AT, the fine-tuning", Attack + PassesOfTraining, 30),
        new("RoCL+TRADES, the fine-tuning", Attack + 1 + 2 * PassesOfTraining, 30),
    ];

    /// <summary>Operations of a row over its seeds, with those of its measurement.</summary>
    /// <param name="row">The row.</param>
    /// <param name="network">The encoder.</param>
    public static double Operations(PaperRow row, ScaledNetwork network)
    {
        var training = row.Epochs * Images * row.Passes;
        var measuring = TestImages * (1 + Threats * StepsOfTest * PassesOfStep);
        return Seeds * (training + measuring) * network.Forward;
    }

    /// <summary>The table, with the days of one device and of a lab's cluster.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The device.</param>
    /// <param name="devices">How many the cluster has.</param>
    public static IEnumerable<string> Lines(ScaledNetwork network, ScaledMachine machine, int devices)
    {
        yield return "| row | passes of an image | epochs | days of two cores |";
        yield return "| --- | ---: | ---: | ---: |";
        foreach (var row in Rows)
        {
            var days = Days(Operations(row, network), machine);
            yield return $"| {row.Name} | {row.Passes:0} | {row.Epochs:0} | {days:0} |";
        }
        var all = Rows.Sum(row => Operations(row, network));
        yield return $"| all, three seeds | | | {Days(all, machine):0} |";
        var longest = Rows.Max(row => Operations(row, network)) / Seeds;
        yield return "";
        var spread = Math.Max(Days(longest, machine), Days(all, machine) / devices);
        yield return $"On {devices} such machines, a run on each: {spread:0} days.";
    }

    private static double Days(double operations, ScaledMachine machine)
    {
        const double secondsOfDay = 86_400;
        return operations / machine.Rate / secondsOfDay;
    }
}
