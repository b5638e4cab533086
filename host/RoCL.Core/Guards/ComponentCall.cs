using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Stands around one call of a component's code: the call is traced, and afterwards grad mode,
/// default type, thread count and culture are as they were before. Meanwhile
/// the culture is the invariant one, so that a number's text is the same on every machine.
/// </summary>
internal readonly struct ComponentCall : IDisposable
{
    private readonly ComponentUse _use;
    private readonly IEnumerable<ComponentUse> _among;
    private readonly CancellationToken _stop;
    private readonly ProcessState? _before;
    private readonly TracedWork _trace;
    private readonly CultureInfo _culture;

    private ComponentCall(
        ComponentUse use,
        IEnumerable<ComponentUse> among,
        ProcessState? before,
        CancellationToken stop
    )
    {
        _use = use;
        _among = among;
        _stop = stop;
        _before = before;
        _trace = WorkTrace.Call(use);
        _culture = CultureInfo.CurrentCulture;
        SetCulture(CultureInfo.InvariantCulture);
    }

    /// <summary>Begins a call of code that computes with tensors.</summary>
    /// <param name="use">The component.</param>
    /// <param name="among">
    /// Components that it may call, apart from those of its own options.
    /// </param>
    /// <param name="stop">The token by which the code may be cancelled.</param>
    public static ComponentCall Begin(
        ComponentUse use,
        IEnumerable<ComponentUse>? among = null,
        CancellationToken stop = default
    ) => new(use, among ?? [], ProcessState.Now, stop);

    /// <summary>Begins a call of code that uses no tensor: libtorch is not touched.</summary>
    /// <param name="use">The component.</param>
    public static ComponentCall BeginWithoutTensors(ComponentUse use) => new(use, [], null, default);

    /// <summary>
    /// Whether an exception is a fault of the component: cancellation is not where it was asked
    /// for.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    public bool IsFault(Exception thrown) =>
        thrown is not StopAskedException
        && (thrown is not OperationCanceledException || !_stop.IsCancellationRequested);

    /// <summary>The exception as a problem of the component, ROCL0300 or ROCL0349.</summary>
    /// <param name="thrown">The exception.</param>
    public ProblemException Fault(Exception thrown) => Attribution.Thrown(thrown, _use, _among);

    /// <summary>The call is over, however it ended.</summary>
    public void Dispose()
    {
        _before?.Restore();
        SetCulture(_culture);
        _trace.Dispose();
    }

    // To set it costs an allocation, even where it is the same.
    private static void SetCulture(CultureInfo culture)
    {
        if (!ReferenceEquals(CultureInfo.CurrentCulture, culture))
            CultureInfo.CurrentCulture = culture;
    }
}
