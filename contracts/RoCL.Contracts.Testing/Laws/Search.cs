using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Looks for a case that breaks a law, and from there for the smallest.</summary>
internal static class Search
{
    private const int Size = 30;
    private const int Shrinks = 200;
    private const int CasesAtAnEnd = 2;
    private const int DrawsForOne = 10; // a component may refuse most: an attack that needs labels refuses four objectives of five

    /// <summary>
    /// Tries a component as it is, then with its options at the ends of their ranges.
    /// </summary>
    public static Verdict Judge<T, TCase>(
        Func<T> component,
        Arbitrary<TCase> cases,
        Func<Func<T>, TCase, string?> seen,
        Breadth breadth,
        LawSettings settings
    )
        where T : class
    {
        var clock = Stopwatch.StartNew();
        bool Patient() => settings.Patience is not { } patience || clock.Elapsed < patience;
        var many = Math.Max(1, settings.Cases / breadth.Share);
        var drawn = cases.Generator.Sample(DrawsForOne * many, new Rnd((ulong)settings.Seed), Size).ToList();
        var (held, refusal) = (0, (ProblemException?)null);
        foreach (
            var (variant, wanted) in Variants(component, breadth)
                .Select((variant, i) => (variant, Wanted: i == 0 ? many : CasesAtAnEnd))
        )
        {
            var enough = held + wanted;
            foreach (var each in drawn.TakeWhile(_ => held == 0 || (held < enough && Patient())))
            {
                var outcome = Try(variant.Make, each, seen);
                if (outcome.Seen is not null)
                    return Smallest(variant, cases, each, seen, outcome.Seen, settings);
                (held, refusal) = (held + (outcome.Refusal is null ? 1 : 0), outcome.Refusal ?? refusal);
            }
        }
        return held > 0 || breadth.MayRefuse || refusal is null
            ? new Verdict.Holds(held)
            : new Verdict.Broken($"{drawn[0]}", $"every case was refused: {refusal.Problem}", settings.Seed);
    }

    private static IEnumerable<(string Options, Func<T> Make)> Variants<T>(Func<T> component, Breadth breadth)
        where T : class =>
        (breadth.Ends ? OptionEnds.Of(component()) : [])
            .Select(end => (end.What, (Func<T>)(() => end.Component)))
            .Prepend(("", component));

    private static Verdict.Broken Smallest<T, TCase>(
        (string Options, Func<T> Make) variant,
        Arbitrary<TCase> cases,
        TCase broken,
        Func<Func<T>, TCase, string?> seen,
        string what,
        LawSettings settings
    )
        where T : class
    {
        for (var tries = 0; tries < Shrinks; )
        {
            var smaller = cases
                .Shrinker(broken)
                .Take(Shrinks - tries)
                .Select(less => (Case: less, Try(variant.Make, less, seen).Seen, Tried: ++tries))
                .FirstOrDefault(less => less.Seen is not null);
            if (smaller.Seen is null)
                break;
            (broken, what) = (smaller.Case, smaller.Seen);
        }
        return new($"{broken}{variant.Options}", what, settings.Seed);
    }

    // A refusal is an answer: the component says what a person has to change. Anything else that it
    // throws is a fault.
    private static (string? Seen, ProblemException? Refusal) Try<T, TCase>(
        Func<T> component,
        TCase of,
        Func<Func<T>, TCase, string?> seen
    )
        where T : class
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        try
        {
            return (seen(component, of), null);
        }
        catch (ProblemException refusal)
        {
            return (null, refusal);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return ($"it threw {fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}", null);
        }
    }
}
