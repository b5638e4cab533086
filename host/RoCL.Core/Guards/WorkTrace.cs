using System.Diagnostics;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Which step is being taken and whose code is running, told as it happens to whoever listens: when
/// a process dies, nobody else can say.
/// </summary>
/// <remarks>
/// No result follows from it, and without a listener an event costs a look at a field.
/// </remarks>
public static class WorkTrace
{
    /// <summary>A step begins; with its index, a <see cref="long"/>.</summary>
    public const string StepBegins = nameof(StepBegins);

    /// <summary>It ends, however it does.</summary>
    public const string StepEnds = nameof(StepEnds);

    /// <summary>
    /// A component's code is entered; with the <see cref="ComponentUse"/>. Calls lie inside one
    /// another.
    /// </summary>
    public const string CallBegins = nameof(CallBegins);

    /// <summary>The innermost call ends, however it does.</summary>
    public const string CallEnds = nameof(CallEnds);

    /// <summary>Where to listen.</summary>
    public static DiagnosticListener Source { get; } = new("RoCL.Core");

    /// <summary>A step, until it is disposed of.</summary>
    internal static Span Step(long index) => Begun(StepBegins, index, StepEnds);

    /// <summary>A call, until it is disposed of.</summary>
    public static Span Call(ComponentUse use) => Begun(CallBegins, use, CallEnds);

    private static Span Begun(string begins, object what, string ends)
    {
        if (!Source.IsEnabled())
            return default;
        Source.Write(begins, what);
        return new(ends, what);
    }

    /// <summary>Something that has begun and will end.</summary>
    public readonly struct Span(string ends, object what) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            if (ends is not null)
                Source.Write(ends, what);
        }
    }
}
