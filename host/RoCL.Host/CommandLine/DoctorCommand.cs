using System.CommandLine;
using RoCL.Runs.Benchmarks;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl doctor</c>.</summary>
/// <param name="common">Those of other verbs too.</param>
internal sealed class DoctorCommand(CommonOptions common)
{
    private readonly Option<bool> _bench = new("--bench")
    {
        Description = "Measures how fast pretraining is here, on random images, by the code that trains.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "With --bench: writes one JSON object." };
    private readonly Option<string?> _encoder = Text(
        "--encoder",
        "NAME",
        "With --bench: the encoder. Default: resnet18."
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
    public static Verb Make(CommonOptions common)
    {
        var doctor = new DoctorCommand(common);
        return new Verb(doctor.Command(), doctor.RequestOf);
    }

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
            _json,
        };

    private Request RequestOf(ParseResult parsed)
    {
        var plugins = common.PluginsIn(parsed);
        if (!parsed.GetValue(_bench))
            return IdleOption(parsed) is { } option ? throw NothingMeasured(option) : new Request.Doctor(plugins);
        var device = parsed.GetValue(common.Device)!;
        return new Request.Bench(Question(parsed), device, parsed.GetValue(_json), plugins);
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
        Option[] ofBench = [_encoder, _shape, _batch, _steps, _iterations, _rounds, _threads, _json];
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
