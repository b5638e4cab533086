using System.Threading.Channels;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Progress;
using RoCL.Runs.Supervision;

namespace Benchmarks;

/// <summary>Two trainings of the same steps, each of which takes one when it is asked to.</summary>
/// <remarks>
/// Both on one thread: OpenMP keeps a team of threads for each that calls it, and two teams on one
/// machine stand in each other's way.
/// </remarks>
internal sealed class Alternation : IProgressView, IProgressDisplay
{
    private readonly List<double> _losses = [];
    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();
    private readonly Channel<int> _taken = Channel.CreateUnbounded<int>();

    private IEnumerator<double>? _bare;
    private RunFolder? _folder;

    /// <summary>Begins both.</summary>
    public Alternation(Func<Demonstration> open) =>
        new Thread(() =>
        {
            var demonstration = open();
            _folder = demonstration.NewFolder();
            _bare = new BareTraining(demonstration.Job, demonstration.Binder).Steps().GetEnumerator();
            var path = Path.GetTempFileName();
            using var record = StepRecordFile.Create(path);
            using var worker = Worker.Of([Worker.Option, path]);
            UntilTheWholeIsAsked();
            demonstration.Train(this, _folder);
        })
        {
            IsBackground = true,
        }.Start();

    /// <summary>The next step by the bare loop.</summary>
    public void Bare() => Ask(whole: false);

    /// <summary>The next step by the real trainer.</summary>
    public void Whole() => Ask(whole: true);

    /// <summary>Looks whether both did the same work.</summary>
    public void Compare()
    {
        var whole = Metrics.Read(_folder!).Select(metric => metric.Loss ?? double.NaN).Take(_losses.Count);
        if (!whole.SequenceEqual(_losses))
        {
            throw new InvalidOperationException(
                "the bare loop and the trainer came to other losses: they do not do the same work"
            );
        }
    }

    /// <inheritdoc/>
    public IProgressDisplay Begin() => this;

    /// <inheritdoc/>
    public void Show(WorkProgress progress)
    {
        _taken.Writer.TryWrite(0);
        UntilTheWholeIsAsked();
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private void UntilTheWholeIsAsked()
    {
        while (!Next(_asked))
        {
            _bare!.MoveNext();
            _losses.Add(_bare.Current);
            _taken.Writer.TryWrite(0);
        }
    }

    private void Ask(bool whole)
    {
        _asked.Writer.TryWrite(whole);
        Next(_taken);
    }

    private static T Next<T>(Channel<T> channel) => channel.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
}
