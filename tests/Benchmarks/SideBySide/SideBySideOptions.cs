using System.CommandLine;
using System.CommandLine.Parsing;

namespace Benchmarks.SideBySide;

/// <summary>The command line of the measurement, and of a contestant of ours.</summary>
internal sealed class SideBySideOptions
{
    private static readonly Argument<string> Kind = new Argument<string>("WORK")
    {
        Description = "What both sides do: train, or an attack of an evaluation.",
    }.AcceptOnlyFromAmong("train", "pgd", "apgd", "apgd-t", "fab-t", "square");
    private static readonly Option<string> PeerCommand = Text("--peer", "", "The command that starts peer/peer.py.");
    private static readonly Option<string> PeerVariants = Text("--variants", "authors,expert,bfloat16", "Of the peer.");
    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Recipe values of ours, with spaces between them; each --set is a contestant of its own.",
    };
    private static readonly Option<string> Encoder = Text("--encoder", "resnet18", "resnet18 or small-resnet.");
    private static readonly Option<string> Shape = Text("--shape", "3x32x32", "The shape of the images.");
    private static readonly Option<int> Batch = Number("--batch", 64, "Images in a step.");
    private static readonly Option<int> Threads = Number("--threads", 2, "Threads of an operation.");
    private static readonly Option<int> Iterations = Number("--iterations", 7, "Of the attack.");
    private static readonly Option<int> Turns = Number("--rounds", 5, "How often each contestant has its turn.");
    private static readonly Option<int> StepsOfATurn = Number("--steps", 1, "Steps in a turn.");

    private readonly ParseResult _parsed;

    private SideBySideOptions(ParseResult parsed) => _parsed = parsed;

    /// <summary>Reads a command line and acts; help and mistakes are for the console.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="act">What is done, with its exit code.</param>
    public static int Run(IReadOnlyList<string> arguments, Func<SideBySideOptions, int> act)
    {
        var root = Root();
        root.SetAction(parsed => act(new(parsed)));
        return root.Parse(arguments).Invoke();
    }

    /// <summary>Those of a table.</summary>
    /// <param name="arguments">As on a command line.</param>
    /// <exception cref="ArgumentException">They are none.</exception>
    public static SideBySideOptions Of(IReadOnlyList<string> arguments)
    {
        var parsed = Root().Parse(arguments);
        return parsed.Errors.Count == 0
            ? new(parsed)
            : throw new ArgumentException(string.Join(' ', parsed.Errors.Select(error => error.Message)));
    }

    /// <summary>What both sides do.</summary>
    public MeasuredWork Work
    {
        get
        {
            var sizes = _parsed.GetRequiredValue(Shape).Split('x').Select(int.Parse).ToList();
            return new(
                _parsed.GetRequiredValue(Kind),
                _parsed.GetRequiredValue(Encoder),
                new(sizes[0], sizes[1], sizes[2]),
                _parsed.GetValue(Batch),
                _parsed.GetValue(Threads),
                _parsed.GetValue(Iterations)
            );
        }
    }

    /// <summary>
    /// The program of the peer and its first arguments; none where it was not named.
    /// </summary>
    public IReadOnlyList<string> Peer => [.. CommandLineParser.SplitCommandLine(_parsed.GetRequiredValue(PeerCommand))];

    /// <summary>The variants of the peer.</summary>
    public IReadOnlyList<string> Variants => _parsed.GetRequiredValue(PeerVariants).Split(',');

    /// <summary>
    /// The recipe values of each of our contestants; one without any where none is named.
    /// </summary>
    public IReadOnlyList<string> Settings => _parsed.GetValue(Set) is { Length: > 0 } given ? given : [""];

    /// <summary>How often each contestant has its turn.</summary>
    public int Rounds => _parsed.GetValue(Turns);

    /// <summary>Steps in a turn.</summary>
    public int Steps => _parsed.GetValue(StepsOfATurn);

    private static RootCommand Root() =>
        new("Peers in PyTorch and ours, a round of each after the other.")
        {
            Kind,
            PeerCommand,
            PeerVariants,
            Set,
            Encoder,
            Shape,
            Batch,
            Threads,
            Iterations,
            Turns,
            StepsOfATurn,
        };

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
