using System.Diagnostics;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Which step is being taken and whose code is running, published as it happens: when a process
/// dies, only a listener outside it can name the step and the component.
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

    /// <summary>
    /// Something within a step or a call got on, such as one query of an attack to its objective.
    /// </summary>
    public const string GetsOn = nameof(GetsOn);

    /// <summary>
    /// The work ends by itself, and is not to be begun again; with the exit code, an
    /// <see cref="int"/>.
    /// </summary>
    public const string Ends = nameof(Ends);

    /// <summary>
    /// Images of a data set have been read or looked at; with the <see cref="ReadImages"/>.
    /// </summary>
    public const string Reads = nameof(Reads);

    /// <summary>Where to listen.</summary>
    public static DiagnosticListener Source { get; } = new("RoCL.Core");

    /// <summary>A step, until it is disposed of.</summary>
    internal static TracedWork Step(long index) => Begun(StepBegins, index, StepEnds);

    /// <summary>A call, until it is disposed of.</summary>
    public static TracedWork Call(ComponentUse use) => Begun(CallBegins, use, CallEnds);

    /// <summary>Publishes <see cref="Ends"/>.</summary>
    /// <param name="code">The exit code.</param>
    public static void End(int code)
    {
        if (Source.IsEnabled())
            Source.Write(Ends, code);
    }

    /// <summary>Publishes <see cref="GetsOn"/>.</summary>
    internal static void GiveSignOfLife()
    {
        if (Source.IsEnabled())
            Source.Write(GetsOn, null);
    }

    /// <summary>Publishes <see cref="Reads"/>.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="done">Images that are done.</param>
    /// <param name="total">Images in all.</param>
    internal static void Read(string what, long done, long total)
    {
        if (Source.IsEnabled())
            Source.Write(Reads, new ReadImages(what, done, total));
    }

    private static TracedWork Begun(string begins, object what, string ends)
    {
        if (!Source.IsEnabled())
            return default;
        Source.Write(begins, what);
        return new(ends, what);
    }
}
