using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>The recipe's own classifier over <see cref="ToyBench"/>, put to measurements.</summary>
internal static class Toy
{
    /// <summary>
    /// A bench that does not look for signs of masking, which takes longer than what is tested.
    /// </summary>
    public static Bench Bench(ToyHost? host = null, params string[] settings) =>
        ToyBench.New(host, ["masking.images=0", .. settings]);

    /// <summary>Clean, attacked, and whatever else is asked for.</summary>
    public static IReadOnlyList<Condition> Measured(
        Bench bench,
        IReadOnlyList<IMeasurement>? measurements = null,
        IAttack? attack = null,
        IReadOnlyList<ThreatModel>? threats = null
    ) =>
        new RoCL.Evaluations.Linear.TrainedHead(Batch: 8, Attack: attack, Threats: threats, Measurements: measurements)
            .Evaluate(bench)
            .Conditions;

    /// <summary>Whether two evaluations found the same, image by image.</summary>
    public static bool Same(IReadOnlyList<Condition> first, IReadOnlyList<Condition> second) =>
        first.Count == second.Count
        && first
            .Zip(second)
            .All(pair => pair.First.Name == pair.Second.Name && pair.First.Correct.SequenceEqual(pair.Second.Correct));

    /// <summary>
    /// A measurement that is stopped, after each of its parts, goes on there and finds what it
    /// would have found.
    /// </summary>
    public static void GoesOn(IMeasurement measurement)
    {
        var undisturbed = new ToyHost();
        var whole = Measured(Bench(undisturbed), [measurement]);
        foreach (var parts in new[] { undisturbed.Kept / 2, undisturbed.Kept - 1 })
        {
            var stopped = new ToyHost { StopAfter = parts };
            Assert.Throws<OperationCanceledException>(() => Measured(Bench(stopped), [measurement]));
            var rest = stopped.GoingOn();
            Assert.That(Same(whole, Measured(Bench(rest), [measurement])), $"after {parts} parts");
            Assert.That(rest.Kept, Is.EqualTo(undisturbed.Kept - parts), "what was finished is not done again");
        }
    }
}
