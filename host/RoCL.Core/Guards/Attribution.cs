using System.Diagnostics;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Which component caused a fault: the message names the recipe's key, plugin, component and
/// version.
/// </summary>
internal static class Attribution
{
    /// <summary>The code of a component that found no memory left.</summary>
    public const string NoMemoryCode = "ROCL0349";

    /// <summary>
    /// What to do where a component found no memory; a training step knows better what helps.
    /// </summary>
    public const string SmallerBatch = "Take a smaller batch, or have the plugin repaired.";

    /// <summary>A component returned what it must not.</summary>
    /// <param name="use">The component.</param>
    /// <param name="code">The problem's code.</param>
    /// <param name="what">A sentence that says what is wrong.</param>
    public static ProblemException Fault(ComponentUse use, string code, string what) =>
        new(new(code, use.Place, what, "The plugin has to be repaired."));

    /// <summary>
    /// An exception of a component as a problem: its own problems where it threw some, with the
    /// component's place before it; ROCL0349 where no memory was left; else ROCL0300.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    /// <param name="called">The component that was called.</param>
    /// <param name="among">The components that it may have called.</param>
    public static ProblemException Thrown(Exception thrown, ComponentUse called, IEnumerable<ComponentUse> among)
    {
        if (thrown is ProblemException own)
        {
            return own.Problem.Where.StartsWith(called.Where, StringComparison.Ordinal)
                ? own
                : own.At(where => $"{called.Place}, {where}", own);
        }

        var culprit = Culprit(thrown, called, among).Place;
        // The outer one says only that a type was not initialized.
        var cause = thrown is TypeInitializationException ? thrown.GetBaseException() : thrown;
        var message = LibraryFault.What(cause);
        var problem = OutOfMemory.Is(thrown)
            ? new Problem(NoMemoryCode, culprit, $"The component found no memory left: {message}.", SmallerBatch)
            : new Problem(
                Guard.ThrownCode,
                culprit,
                $"The component threw {cause.GetType().Name}: {message}.",
                "The plugin has to be repaired; the log of the run, where it has begun, has the stack."
            );
        return new(problem, thrown);
    }

    /// <summary>
    /// The use that a class or its code belongs to; <see langword="null"/> where there is none.
    /// </summary>
    /// <param name="code">The class; may be a lambda's.</param>
    /// <param name="among">The uses that are looked at.</param>
    public static ComponentUse? Owner(Type? code, IEnumerable<ComponentUse> among) =>
        among.FirstOrDefault(use => IsComponent(use, code));

    /// <summary>The first line of a message, without its full stop.</summary>
    /// <param name="message">The message.</param>
    public static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    // A component may have called others: the innermost frame of the stack that is some component's
    // own code shows which it was.
    private static ComponentUse Culprit(Exception thrown, ComponentUse called, IEnumerable<ComponentUse> among)
    {
        var uses = called.WithInner.Concat(among).ToList();
        foreach (var frame in new StackTrace(thrown).GetFrames())
        {
            var code = frame.GetMethod()?.DeclaringType;
            var culprit = uses.Find(use => IsComponent(use, code)) ?? uses.Find(use => IsOfPlugin(use, code));
            if (culprit is not null)
                return culprit;
        }

        return called;
    }

    // A lambda's frame lies in a class inside the component's.
    private static bool IsComponent(ComponentUse use, Type? code)
    {
        if (code is null)
            return false;
        return (code.FullName == use.Component.TypeName && IsOfPlugin(use, code))
            || IsComponent(use, code.DeclaringType);
    }

    private static bool IsOfPlugin(ComponentUse use, Type? code) =>
        code?.Assembly.GetName().Name == use.Component.Plugin.Id;
}
