namespace Tables.Scale;

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

    /// <summary>The table, with the days of one device.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The device.</param>
    public static string Of(ScaledNetwork network, ScaledMachine machine)
    {
        var all = Rows.Sum(row => Operations(row, network));
        var rows = Rows.Select(row => Cells(row, Days(Operations(row, network), machine)));
        return FigureTable.Of(
            ["row", "passes of an image", "epochs", "days of two cores"],
            rows.Append(["all, three seeds", "", "", Text($"{Days(all, machine):0}")])
        );
    }

    /// <summary>How long it takes on the cluster of a lab, in a sentence.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The device.</param>
    /// <param name="devices">How many the cluster has.</param>
    public static string OnCluster(ScaledNetwork network, ScaledMachine machine, int devices)
    {
        var all = Rows.Sum(row => Operations(row, network));
        var longest = Rows.Max(row => Operations(row, network)) / Seeds;
        var spread = Math.Max(Days(longest, machine), Days(all, machine) / devices);
        return Text($"On {devices} such machines, a run on each: {spread:0} days.");
    }

    private static ImmutableArray<string> Cells(PaperRow row, double days) =>
        [row.Name, Text($"{row.Passes:0}"), Text($"{row.Epochs:0}"), Text($"{days:0}")];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static double Days(double operations, ScaledMachine machine)
    {
        const double secondsOfDay = 86_400;
        return operations / machine.Rate / secondsOfDay;
    }
}
