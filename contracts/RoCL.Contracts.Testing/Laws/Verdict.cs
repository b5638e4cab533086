namespace RoCL.Contracts.Testing;

/// <summary>The result of checking a component against a law.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>The law held in every case that was tried.</summary>
    /// <param name="Cases">
    /// The number of cases, without those that the component refused by a
    /// <see cref="ProblemException"/>.
    /// </param>
    public sealed record Holds(int Cases) : Verdict;

    /// <summary>The law was broken.</summary>
    /// <param name="Case">The smallest case that shows it: sizes, threat model, seed.</param>
    /// <param name="Observation">What was observed there.</param>
    /// <param name="Seed">The seed of all cases, which brings the same case again.</param>
    public sealed record Broken(string Case, string Observation, int Seed) : Verdict
    {
        /// <summary>The case, the observation and the seed on one line.</summary>
        public override string ToString() => $"{Case}: {Observation} (cases from seed {Seed})";
    }
}
