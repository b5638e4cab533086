using System.Diagnostics;
using System.Runtime.InteropServices;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Whose fault it is, and where: what a person reads of it names the recipe's key, plugin,
/// component, version and step.
/// </summary>
internal static class Blame
{
    /// <summary>
    /// What to do where a component found no memory; in a training step <see cref="RoCL.Core.Training.Shortage"/>
    /// knows better.
    /// </summary>
    public const string Smaller = "Take a smaller batch, or have the plugin mended.";

    /// <summary>A component handed back what it must not.</summary>
    public static ProblemException Fault(ComponentUse use, string code, string what, Exception? cause = null) =>
        new(new(code, use.Place, what, "The plugin has to be mended."), cause);

    /// <summary>
    /// What a component threw, as a problem: its own where it is one, with the component's place
    /// before it; ROCL0349 where no memory was left; else ROCL0300.
    /// </summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="called">The component that was called.</param>
    /// <param name="among">Those that it may have called.</param>
    public static ProblemException Thrown(Exception fault, ComponentUse called, IEnumerable<ComponentUse> among) =>
        fault switch
        {
            ProblemException own when own.Problem.Where.StartsWith(called.Where, StringComparison.Ordinal) => own,
            ProblemException own => new(own.Problem with { Where = $"{called.Place}, {own.Problem.Where}" }, own),
            _ when IsOfMemory(fault) => new(
                new(
                    "ROCL0349",
                    Culprit(fault, called, among).Place,
                    $"found no memory left: {FirstLine(fault.Message)}.",
                    Smaller
                ),
                fault
            ),
            _ => new(
                new(
                    "ROCL0300",
                    Culprit(fault, called, among).Place,
                    $"threw {fault.GetType().Name}: {FirstLine(fault.Message)}.",
                    "The plugin has to be mended; the log has the stack."
                ),
                fault
            ),
        };

    /// <summary>
    /// What is thrown while something is done says so: <c>, step 12</c> behind its place.
    /// </summary>
    /// <param name="when">What is done.</param>
    /// <param name="work">Does it.</param>
    public static T During<T>(string when, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ProblemException fault)
        {
            throw new ProblemException(
                fault.Problem with
                {
                    Where = $"{fault.Problem.Where}, {when}",
                },
                fault.InnerException ?? fault
            );
        }
    }

    /// <inheritdoc cref="During{T}"/>
    public static void During(string when, Action work) =>
        During(
            when,
            () =>
            {
                work();
                return true;
            }
        );

    /// <summary>
    /// The use that a component was made for, or that code belongs to; <see langword="null"/> where
    /// it is nobody's.
    /// </summary>
    public static ComponentUse? Owner(Type? code, IEnumerable<ComponentUse> among) =>
        among.FirstOrDefault(use => IsOf(use, code));

    // One that was called may have called others: the innermost frame of the stack that is some
    // component's own code tells which it was.
    private static ComponentUse Culprit(Exception fault, ComponentUse called, IEnumerable<ComponentUse> among)
    {
        var uses = called.WithInner.Concat(among).ToList();
        return new StackTrace(fault)
                .GetFrames()
                .Select(frame => frame.GetMethod()?.DeclaringType)
                .Select(type => uses.Find(use => IsOf(use, type)) ?? uses.Find(use => IsBeside(use, type)))
                .OfType<ComponentUse>()
                .FirstOrDefault()
            ?? called;
    }

    // A lambda's frame lies in a class inside the component's.
    private static bool IsOf(ComponentUse use, Type? type) =>
        type is not null
        && (type.FullName == use.Component.TypeName && IsBeside(use, type) || IsOf(use, type.DeclaringType));

    private static bool IsBeside(ComponentUse use, Type? type) =>
        type?.Assembly.GetName().Name == use.Component.Plugin.Id;

    /// <summary>
    /// Whether what was thrown says that no memory is left, libtorch's own words included.
    /// </summary>
    public static bool IsOfMemory(Exception fault) =>
        fault is OutOfMemoryException
        || fault is ExternalException
            && (
                fault.Message.Contains("can't allocate memory", StringComparison.Ordinal)
                || fault.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>The first line of a message, without its full stop.</summary>
    public static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');
}
