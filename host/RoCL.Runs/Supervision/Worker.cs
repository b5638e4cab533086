using System.Runtime.CompilerServices;
using System.Text;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Runs.Ranks;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Supervision;

/// <summary>
/// The process that works under a supervisor: it writes down what it does before it does it, and
/// stops when its supervisor is gone.
/// </summary>
public sealed class Worker : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>
    /// The option that a supervisor starts a worker with, and the file for its step record.
    /// </summary>
    public const string Option = "--worker";

    private static readonly byte[] NoPlace = [];

    private readonly StepRecordFile _record;
    private readonly IDisposable _listening;
    private readonly Lock _writing = new();
    private readonly Stack<byte[]> _places = [];
    private readonly ConditionalWeakTable<ComponentUse, byte[]> _placeOf = [];

    private Worker(string record)
    {
        _record = StepRecordFile.Open(record);
        _listening = WorkTrace.Source.Subscribe(this);
    }

    /// <summary>
    /// The worker that a command line makes of this process; <see langword="null"/> where there is
    /// no supervisor.
    /// </summary>
    public static Worker? Of(IReadOnlyList<string> arguments)
    {
        // Of several ranks the first one has the supervisor's ear, and its standard input.
        if (LaunchedRank.Here.IsFollower)
            return null;
        for (var index = 0; index + 1 < arguments.Count; index++)
        {
            if (arguments[index] == Option)
                return new Worker(arguments[index + 1]);
        }

        return null;
    }

    /// <summary>
    /// Asks for a stop when the supervisor is gone: standard input, which it holds the other end
    /// of, then ends.
    /// </summary>
    public static void StopWithSupervisor(Signals signals)
    {
        signals.OnlyCounts = true;
        var lifeline = new Thread(() => StopAtTheEndOfInput(signals)) { IsBackground = true, Name = "lifeline" };
        lifeline.Start();
    }

    /// <summary>
    /// Writes down that this process ends by itself; the exit code as it is, or 0 for one of
    /// several ranks: a launcher takes any other for the loss of a rank.
    /// </summary>
    public int End(int code)
    {
        _record.End(code);
        return LaunchedRank.Here.World > 1 ? 0 : code;
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Components may be called from several threads.
        lock (_writing)
            Write(value.Key, value.Value);
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

    private static void StopAtTheEndOfInput(Signals signals)
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0) { }
        signals.Ask();
    }

    private void Write(string name, object? subject)
    {
        switch (name, subject)
        {
            case (WorkTrace.StepBegins or WorkTrace.StepEnds, long step):
                _record.WriteStep(step, begins: name == WorkTrace.StepBegins);
                break;
            case (WorkTrace.Ends, int code):
                _record.End(code);
                break;
            case (WorkTrace.GetsOn, _):
                _record.GiveSignOfLife();
                break;
            case (WorkTrace.CallBegins, ComponentUse use):
                _places.Push(_placeOf.GetValue(use, known => Encoding.UTF8.GetBytes(known.Place)));
                _record.WritePlace(_places.Peek());
                break;
            case (WorkTrace.CallEnds, _):
                _places.Pop();
                _record.WritePlace(_places.TryPeek(out var outer) ? outer : NoPlace);
                break;
        }
    }
}
