using System.Threading.Channels;
using RoCL.Host.Progress;
using RoCL.Host.Runs;
using RoCL.Host.Supervision;

namespace Benchmarks;

/// <summary>Two trainings of the same steps, each of which takes one when it is asked to.</summary>
internal sealed class Alternation : IProgressView
{
    private readonly RunFolder _folder;
    private readonly List<double> _losses = [];
    private readonly IEnumerator<double> _bare;
    private readonly Channel<int> _asked = Channel.CreateUnbounded<int>(), _taken = Channel.CreateUnbounded<int>();

    /// <summary>Begins both.</summary>
    public Alternation(Demonstration demonstration)
    {
        (_folder, _bare) = (demonstration.NewFolder(), new BareTraining(demonstration.Job).Steps().GetEnumerator());
        new Thread(() =>
        {
            var path = Path.GetTempFileName();
            using var record = StepRecordFile.Create(path);
            using var worker = Worker.Of([Worker.Option, path]);
            Wait(_asked);
            demonstration.Train(this, _folder);
        })
        { IsBackground = true }.Start();
    }

    /// <summary>The next step by the bare loop.</summary>
    public void Bare()
    {
        _bare.MoveNext();
        _losses.Add(_bare.Current);
    }

    /// <summary>The next step by the real trainer.</summary>
    public void Whole()
    {
        _asked.Writer.TryWrite(0);
        Wait(_taken);
    }

    /// <summary>Looks whether both did the same work.</summary>
    public void Compare()
    {
        var whole = Metrics.Read(_folder.Metrics).Select(metric => metric.Loss ?? double.NaN).Take(_losses.Count);
        if (!whole.SequenceEqual(_losses)) throw new InvalidOperationException("the bare loop and the trainer came to other losses: they do not do the same work");
    }

    /// <inheritdoc/>
    public T Show<T>(Func<Action<Progress>, T> work) => work(_ =>
    {
        _taken.Writer.TryWrite(0);
        Wait(_asked);
    });

    private static void Wait(Channel<int> channel) => channel.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
}
