using System.Diagnostics;
using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Runs.Benchmarks;

/// <summary>
/// Listens to the trace of a thread's steps: how long each of their phases takes.
/// </summary>
/// <remarks>
/// A step gathers and augments its images, then attacks (stationary views are embedded first), then
/// passes all views forward and backward, then moves the parameters. Which component's code is
/// entered says where it is.
/// </remarks>
internal sealed class StepPhases : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly Dictionary<StepPhase, TimeSpan> _taken = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly IDisposable _listening;
    private StepPhase? _phase;
    private long _since;
    private int _depth;

    /// <summary>Begins to listen.</summary>
    public StepPhases() => _listening = WorkTrace.Source.Subscribe(this);

    /// <summary>The time of a phase, of all steps so far.</summary>
    public TimeSpan Of(StepPhase phase) => _taken.GetValueOrDefault(phase);

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        // What is prepared on other threads meanwhile costs the step nothing.
        if (Environment.CurrentManagedThreadId != _thread)
            return;
        switch (value.Key)
        {
            case WorkTrace.StepBegins:
                Enter(StepPhase.Data);
                break;
            case WorkTrace.StepEnds:
                Enter(null);
                break;
            case WorkTrace.CallBegins:
                CallBegins(((ComponentUse)value.Value!).Component.Kind);
                break;
            case WorkTrace.CallEnds:
                CallEnds(((ComponentUse)value.Value!).Component.Kind);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnCompleted() { }

    /// <inheritdoc/>
    public void OnError(Exception error) { }

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    private void CallBegins(ComponentKind kind)
    {
        _depth++;
        if (_depth > 1 || _phase is null)
            return;
        if (kind is ComponentKind.Attack || (kind is ComponentKind.Encoder && _phase is StepPhase.Data))
            Enter(StepPhase.Attack);
        if (kind is ComponentKind.Optimizer)
            Enter(StepPhase.Optimizer);
    }

    private void CallEnds(ComponentKind kind)
    {
        _depth--;
        if (_depth == 0 && kind is ComponentKind.Attack)
            Enter(StepPhase.Training);
    }

    private void Enter(StepPhase? phase)
    {
        var now = Stopwatch.GetTimestamp();
        if (_phase is { } ended)
            _taken[ended] = Of(ended) + Stopwatch.GetElapsedTime(_since, now);
        _phase = phase;
        _since = now;
    }
}

/// <summary>A part of a training step, in the order of time.</summary>
public enum StepPhase
{
    /// <summary>Images are gathered and augmented.</summary>
    Data,

    /// <summary>Stationary views are embedded, and the attack moves the others.</summary>
    Attack,

    /// <summary>All views go through the networks, forward and backward.</summary>
    Training,

    /// <summary>The optimizer moves the parameters.</summary>
    Optimizer,
}
