using System.CommandLine;
using System.CommandLine.Parsing;

namespace Benchmarks.SideBySide;

/// <summary>The command line of the measurement, and of a contestant of ours.</summary>
internal sealed class SideBySideOptions
{
    private readonly Argument<string> _kind = new("WORK")
    {
        Description = "train, pgd, apgd, apgd-t, fab-t or square.",
    };
    private readonly Option<string> _peer = Text("--peer", "", "The command that starts peer/peer.py.");
    private readonly Option<string> _variants = Text("--variants", "authors,expert,bfloat16", "Of the peer.");
    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "Recipe values of ours, with spaces between them; each --set is a contestant of its own.",
    };
    private readonly Option<string> _encoder = Text("--encoder", "resnet18", "resnet18 or small-resnet.");
    private readonly Option<string> _shape = Text("--shape", "3x32x32", "The shape of the images.");
    private readonly Option<int> _batch = Number("--batch", 64, "Images in a step.");
    private readonly Option<int> _threads = Number("--threads", 2, "Threads of an operation.");
    private readonly Option<int> _iterations = Number("--iterations", 7, "Of the attack.");
    private readonly Option<int> _rounds = Number("--rounds", 5, "How often each contestant has its turn.");
    private readonly Option<int> _steps = Number("--steps", 1, "Steps in a turn.");
    private readonly RootCommand _root;
    private readonly ParseResult _parsed;

    /// <summary>
    /// Reads a command line; what is wrong with it is an exception, for this is a tool.
    /// </summary>
    public SideBySideOptions(IReadOnlyList<string> arguments)
    {
        _root = new("Peers in PyTorch and ours, a round of each after the other.")
        {
            _kind,
            _peer,
            _variants,
            _settings,
            _encoder,
            _shape,
            _batch,
            _threads,
            _iterations,
            _rounds,
            _steps,
        };
        _parsed = _root.Parse(arguments);
        if (_parsed.Errors.Count > 0)
            throw new ArgumentException(string.Join(' ', _parsed.Errors.Select(error => error.Message)));
    }

    /// <summary>What both sides do.</summary>
    public MeasuredWork Work
    {
        get
        {
            var sizes = _parsed.GetRequiredValue(_shape).Split('x').Select(int.Parse).ToList();
            return new(
                _parsed.GetRequiredValue(_kind),
                _parsed.GetRequiredValue(_encoder),
                new(sizes[0], sizes[1], sizes[2]),
                _parsed.GetValue(_batch),
                _parsed.GetValue(_threads),
                _parsed.GetValue(_iterations)
            );
        }
    }

    /// <summary>
    /// The program of the peer and its first arguments; none where it was not named.
    /// </summary>
    public IReadOnlyList<string> Peer => [.. CommandLineParser.SplitCommandLine(_parsed.GetRequiredValue(_peer))];

    /// <summary>The variants of the peer.</summary>
    public IReadOnlyList<string> Variants => _parsed.GetRequiredValue(_variants).Split(',');

    /// <summary>
    /// The recipe values of each of our contestants; one without any where none is named.
    /// </summary>
    public IReadOnlyList<string> Settings => _parsed.GetValue(_settings) is { Length: > 0 } given ? given : [""];

    /// <summary>How often each contestant has its turn.</summary>
    public int Rounds => _parsed.GetValue(_rounds);

    /// <summary>Steps in a turn.</summary>
    public int Steps => _parsed.GetValue(_steps);

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
