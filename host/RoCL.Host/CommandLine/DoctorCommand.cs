using System.CommandLine;
using RoCL.Runs.Benchmarks;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl doctor</c>.</summary>
/// <param name="options">Those of every verb.</param>
internal sealed class DoctorCommand(GlobalOptions options)
{
    private readonly Option<bool> _bench = new("--bench")
    {
        Description = "Measures how fast pretraining is here, on random images, by the code that trains.",
    };

    private readonly Option<string?> _encoder = Text(
        "--encoder",
        "NAME|JSON",
        "With --bench: the encoder, by its name or with its options as a recipe has them. Default: resnet18."
    );
    private readonly Option<string?> _shape = Text("--shape", "CxHxW", "With --bench: the images. Default: 3x32x32.");
    private readonly Option<long?> _batch = Number("--batch", "images in a step", 64);
    private readonly Option<long?> _steps = Number("--steps", "steps of a variant in a round", 1);
    private readonly Option<long?> _iterations = Number("--k", "iterations of the attack", 7);
    private readonly Option<long?> _rounds = Number("--rounds", "turns of each variant", 5);
    private readonly Option<long?> _threads = OptionKinds.Number(
        "--threads",
        "With --bench: threads inside an operation. Default: libtorch's choice."
    );

    /// <summary>Makes the verb.</summary>
    public static Verb Make(GlobalOptions options)
    {
        var doctor = new DoctorCommand(options);
        return new Verb(doctor.Command(), doctor.RequestOf);
    }

    // How the verb starts itself, in a process of its own.
    private readonly Option<bool> _load = new("--load") { Hidden = true };

    private Command Command() =>
        new("doctor", "The machine, the native libraries, and the plugins that do not load; how fast it is.")
        {
            _bench,
            _encoder,
            _shape,
            _batch,
            _steps,
            _iterations,
            _rounds,
            _threads,
            _load,
        };

    private Request RequestOf(ParseResult parsed)
    {
        if (parsed.GetValue(_load))
            return new Request.Load();
        var plugins = options.PluginsIn(parsed);
        if (!parsed.GetValue(_bench))
            return IdleOption(parsed) is { } option ? throw NothingMeasured(option) : new Request.Doctor(plugins);
        var device = parsed.GetValue(options.Device)!;
        return new Request.Bench(Question(parsed), device, plugins);
    }

    private SpeedQuestion Question(ParseResult parsed) =>
        SpeedQuestion
            .Read(
                parsed.GetValue(_encoder) ?? "resnet18",
                parsed.GetValue(_shape) ?? "3x32x32",
                parsed.GetValue(_batch) ?? 64,
                new(parsed.GetValue(_steps) ?? 1, parsed.GetValue(_iterations) ?? 7, parsed.GetValue(_rounds) ?? 5),
                parsed.GetValue(_threads),
                Environment.ProcessorCount
            )
            .ValueOrThrow();

    private Option? IdleOption(ParseResult parsed)
    {
        Option[] ofBench = [_encoder, _shape, _batch, _steps, _iterations, _rounds, _threads];
        return ofBench.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
    }

    private static ProblemException NothingMeasured(Option option) =>
        new(
            new(
                "ROCL0714",
                option.Name,
                "The option belongs to a measurement, and none is asked for.",
                "Add --bench, or leave the option out."
            )
        );

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static Option<long?> Number(string name, string what, int usual) =>
        OptionKinds.Number(name, $"With --bench: {what}. Default: {usual}.");
}
