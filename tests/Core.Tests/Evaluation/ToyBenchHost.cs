using RoCL.Core;

namespace Core.Tests.Evaluation;

/// <summary>Notes reports, keeps parts in memory, and takes a second for everything.</summary>
internal sealed class ToyBenchHost : IBenchHost
{
    private readonly Dictionary<string, TensorFile> _kept = [];
    private readonly List<(string, long, long)> _reports = [];
    private int _seconds;

    public CancellationTokenSource Stopping { get; } = new();

    public IReadOnlyList<(string, long, long)> Reports => _reports;

    /// <summary>The names of what was kept, in order.</summary>
    public List<string> Kept { get; } = [];

    public CancellationToken Stop => Stopping.Token;

    public TimeSpan Elapsed => TimeSpan.FromSeconds(_seconds++);

    public void Report(string stage, long done, long total) => _reports.Add((stage, done, total));

    public TensorFile? Find(string name) => _kept.GetValueOrDefault(name);

    public void Keep(string name, TensorFile part)
    {
        Kept.Add(name);
        _kept[name] = TensorFile.Of(part.Tensors.Select(tensor => KeyValuePair.Create(tensor.Key, tensor.Value.detach().clone().DetachFromDisposeScope())), part.Metadata);
    }
}
