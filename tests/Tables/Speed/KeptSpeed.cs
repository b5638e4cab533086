namespace Tables.Speed;

/// <summary>A file of docs/tables: what <c>rocl doctor --bench</c> measured.</summary>
/// <param name="Program">The version of the program, with its commit.</param>
/// <param name="Machine">Processors, system and libtorch.</param>
/// <param name="Commands">One for each set of options.</param>
internal sealed record KeptSpeed(string Program, string Machine, ImmutableArray<MeasuredCommand> Commands)
{
    /// <summary>From a file.</summary>
    /// <param name="text">Its text.</param>
    public static KeptSpeed Of(string text) => KeptJson.Of<KeptSpeed>(text);

    /// <summary>The file's text.</summary>
    public string ToText() => KeptJson.Text(this);

    /// <summary>What was measured for a row of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The options that the row has of its own.</param>
    /// <exception cref="InvalidDataException">They were not measured.</exception>
    public MeasuredCommand Of(SpeedTable table, string row) =>
        Commands.FirstOrDefault(command => OptionLines.Joined(command.Options) == table.OptionsOf(row))
        ?? throw new InvalidDataException($"{table.Measured} has nothing of: {table.OptionsOf(row)}");
}

/// <summary>What a command measured.</summary>
/// <param name="Options">Its options, one a line.</param>
/// <param name="Threads">The threads that libtorch had.</param>
/// <param name="Variants">One for each way of computing.</param>
internal sealed record MeasuredCommand(
    ImmutableArray<string> Options,
    int Threads,
    ImmutableArray<MeasuredVariant> Variants
)
{
    /// <summary>One way of computing.</summary>
    /// <param name="name">Its name, such as <c>exact</c>.</param>
    public MeasuredVariant this[string name] => Variants.Single(variant => variant.Name == name);
}

/// <summary>What was measured of one way of computing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ImagesPerSecond">The median over rounds.</param>
/// <param name="Ratio">To the reference's rate; none of the reference itself.</param>
/// <param name="PeakMemoryMiB">What the model and a step took at most.</param>
/// <param name="SecondsPerStep">How long each phase took.</param>
internal sealed record MeasuredVariant(
    string Name,
    double ImagesPerSecond,
    MeasuredRatio? Ratio,
    double PeakMemoryMiB,
    MeasuredPhases SecondsPerStep
);

/// <summary>The median of the rounds' ratios, with the sign test's 95 % interval.</summary>
internal sealed record MeasuredRatio(double Median, double Low, double High);

/// <summary>Seconds of a step.</summary>
internal sealed record MeasuredPhases(double Data, double Attack, double Training, double Optimizer);
