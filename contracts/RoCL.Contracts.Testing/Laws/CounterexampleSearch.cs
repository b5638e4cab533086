using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Searches for a case that breaks a law, and from there for the smallest one.</summary>
internal static class CounterexampleSearch
{
    private const int Size = 30;
    private const int MostShrinkingRounds = 200;
    private const int CasesAtAnOptionEnd = 2;

    // A component may refuse most cases: an attack that needs labels refuses four kinds of
    // objective out of five.
    private const int DrawsForEachCase = 10;

    /// <summary>
    /// Tries a component as it is, then with its options at the ends of their ranges.
    /// </summary>
    /// <param name="create">Creates the component.</param>
    /// <param name="cases">Draws and shrinks random cases.</param>
    /// <param name="observe">What is wrong in a case, in words.</param>
    /// <param name="scope">The part of the cases, and the options, that are tried.</param>
    /// <param name="settings">The number of cases, their seed and the time.</param>
    public static Verdict Run<T, TCase>(
        Func<T> create,
        Arbitrary<TCase> cases,
        Func<Func<T>, TCase, string?> observe,
        LawScope scope,
        LawSettings settings
    )
        where T : class
    {
        var clock = Stopwatch.StartNew();
        bool TimeIsLeft() => settings.TimeLimit is not { } limit || clock.Elapsed < limit;

        var wanted = Math.Max(1, settings.Cases / scope.OneCaseIn);
        var draws = cases.Generator.Sample(DrawsForEachCase * wanted, new Rnd((ulong)settings.Seed), Size).ToList();
        var held = 0;
        ProblemException? refusal = null;
        foreach (var variant in Variants(create, scope, wanted))
        {
            var enough = held + variant.Cases;
            // At least one case is decided, however long that takes.
            foreach (var drawn in draws.TakeWhile(_ => held == 0 || (held < enough && TimeIsLeft())))
            {
                var outcome = CaseOutcome.Of(variant.Create, drawn, observe);
                if (outcome.Observation is { } observation)
                {
                    var found = new Counterexample<TCase>(drawn, observation);
                    var smallest = scope.Shrinks ? Shrink(variant.Create, cases, observe, found) : found;
                    return new Verdict.Broken($"{smallest.Case}{variant.Options}", smallest.Observation, settings.Seed);
                }

                if (outcome.Refusal is null)
                    held++;
                else
                    refusal = outcome.Refusal;
            }
        }

        if (held > 0 || scope.MayRefuse || refusal is null)
            return new Verdict.Holds(held);
        return new Verdict.Broken($"{draws[0]}", $"every case was refused: {refusal.Problem}", settings.Seed);
    }

    private static IEnumerable<Variant<T>> Variants<T>(Func<T> create, LawScope scope, int wanted)
        where T : class
    {
        yield return new("", create, wanted);
        if (!scope.OptionEnds)
            yield break;
        foreach (var end in OptionEnd.Of(create()))
            yield return new(end.Description, () => end.Component, CasesAtAnOptionEnd);
    }

    private static Counterexample<TCase> Shrink<T, TCase>(
        Func<T> create,
        Arbitrary<TCase> cases,
        Func<Func<T>, TCase, string?> observe,
        Counterexample<TCase> counterexample
    )
        where T : class
    {
        for (var round = 0; round < MostShrinkingRounds; round++)
        {
            var smaller = cases
                .Shrinker(counterexample.Case)
                .Select(candidate => (Case: candidate, CaseOutcome.Of(create, candidate, observe).Observation))
                .FirstOrDefault(tried => tried.Observation is not null);
            if (smaller.Observation is null)
                break;
            counterexample = new(smaller.Case, smaller.Observation);
        }
        return counterexample;
    }

    /// <summary>A component with its options as given, or with one of them at an end.</summary>
    /// <param name="Options">Which option is at which end; empty for none.</param>
    /// <param name="Create">Creates the component.</param>
    /// <param name="Cases">The number of cases to try it on.</param>
    private sealed record Variant<T>(string Options, Func<T> Create, int Cases);

    /// <summary>A case that breaks the law.</summary>
    private sealed record Counterexample<TCase>(TCase Case, string Observation);
}
