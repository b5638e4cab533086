using System.Runtime.CompilerServices;
using System.Text;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Plans;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Supervision;

/// <summary>
/// The side of the process that works: it writes down what it is at, and stops when its supervisor
/// is gone.
/// </summary>
public sealed class Worker : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>
    /// The option that a supervisor starts a worker with, and the file for its step record.
    /// </summary>
    public const string Option = "--worker";

    private static readonly byte[] Nobody = [];

    private readonly StepRecordFile _record;
    private readonly IDisposable _listening;
    private readonly Lock _writing = new();
    private readonly Stack<byte[]> _places = [];
    private readonly ConditionalWeakTable<ComponentUse, byte[]> _known = [];

    private Worker(string record)
    {
        _record = StepRecordFile.Open(record);
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>
    /// What a supervisor's command line makes of this process; <see langword="null"/> where there
    /// is no supervisor.
    /// </summary>
    public static Worker? Of(IReadOnlyList<string> arguments) =>
        Enumerable.Range(0, Math.Max(0, arguments.Count - 1)).FirstOrDefault(i => arguments[i] == Option, -1)
            is >= 0
                and var at
            ? new(arguments[at + 1])
            : null;

    /// <summary>
    /// Asks for a stop when the supervisor is gone: nobody holds the other end of standard input
    /// any more.
    /// </summary>
    public static void StopWithSupervisor(Signals signals)
    {
        signals.OnlyCounts = true;
        new Thread(() =>
        {
            using var lifeline = Console.OpenStandardInput();
            while (lifeline.ReadByte() >= 0) { }
            signals.Ask();
        })
        {
            IsBackground = true,
            Name = "lifeline",
        }.Start();
    }

    /// <summary>Writes down that this process ends by itself. The exit code as it is.</summary>
    public int End(int code)
    {
        _record.End(code);
        return code;
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> told)
    {
        // Components may be called from several threads.
        lock (_writing)
        {
            switch (told.Key, told.Value)
            {
                case (WorkTrace.StepBegins or WorkTrace.StepEnds, TrainingStep step):
                    _record.AtStep(step.Index, told.Key == WorkTrace.StepBegins);
                    break;
                case (WorkTrace.CallBegins, ComponentUse use):
                    _places.Push(_known.GetValue(use, use => Encoding.UTF8.GetBytes(use.Place)));
                    _record.AtPlace(_places.Peek());
                    break;
                case (WorkTrace.CallEnds, _):
                    _places.Pop();
                    _record.AtPlace(_places.TryPeek(out var outer) ? outer : Nobody);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening.Dispose();
        _record.Dispose();
    }
}
