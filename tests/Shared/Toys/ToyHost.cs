using RoCL.Core.Evaluation;
using RoCL.Core.Tensors;

namespace Shared.Toys;

/// <summary>
/// Progress that is noted, a clock that moves on by a second whenever it is asked, and parts that
/// are kept in memory.
/// </summary>
internal sealed class ToyHost : IBenchHost
{
    private readonly List<Reported> _reports = [];
    private readonly Dictionary<string, TensorFile> _kept = [];
    private int _seconds;

    /// <summary>Asked to stop when this many parts have been kept; never where null.</summary>
    public int? StopAfter { get; init; }

    /// <summary>Asks to stop at once.</summary>
    public bool Stopping { get; set; }

    /// <summary>Asks to stop whenever its owner does; nobody else then does where given.</summary>
    public CancellationToken? StopBy { get; init; }

    /// <summary>What was reported.</summary>
    public IReadOnlyList<Reported> Reports => _reports;

    /// <summary>The stages that were reported.</summary>
    public IEnumerable<string> Stages => _reports.Select(report => report.Stage);

    /// <summary>How many parts were kept.</summary>
    public int Kept { get; private set; }

    public CancellationToken Stop => StopBy ?? new(Stopping || Kept >= StopAfter);

    public TimeSpan Elapsed
    {
        get
        {
            var elapsed = TimeSpan.FromSeconds(_seconds);
            _seconds++;
            return elapsed;
        }
    }

    public void Report(string stage, long done, long total) => _reports.Add(new(stage, done, total));

    public TensorFile? Find(string name) => _kept.GetValueOrDefault(name) is { } part ? Copy(part) : null;

    public void Keep(string name, TensorFile part)
    {
        Kept++;
        _kept[name] = Copy(part);
    }

    /// <summary>A host that never stops and holds what this one kept.</summary>
    public ToyHost GoingOn()
    {
        var next = new ToyHost();
        foreach (var (name, part) in _kept)
            next._kept[name] = part;
        return next;
    }

    private static TensorFile Copy(TensorFile part) =>
        TensorFile.Of(
            part.Tensors.Select(tensor =>
                KeyValuePair.Create(tensor.Key, tensor.Value.detach().clone().DetachFromDisposeScope())
            ),
            part.Metadata
        );
}

/// <summary>A progress report of an evaluation.</summary>
/// <param name="Stage">What the evaluation is doing.</param>
/// <param name="Done">How much of the stage is done.</param>
/// <param name="Total">How much there is to do.</param>
internal sealed record Reported(string Stage, long Done, long Total);
