namespace RoCL.Contracts.Testing;

/// <summary>What came of holding a component to a law.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>The law held in every case that was tried.</summary>
    /// <param name="Cases">
    /// How many: cases that the component refused, by a <see cref="ProblemException"/>, are not
    /// among them.
    /// </param>
    public sealed record Holds(int Cases) : Verdict;

    /// <summary>The law was broken.</summary>
    /// <param name="Case">The smallest case that shows it: sizes, budget, seed.</param>
    /// <param name="Seen">What was seen there.</param>
    /// <param name="Seed">The seed that all cases came from.</param>
    public sealed record Broken(string Case, string Seen, int Seed) : Verdict
    {
        /// <summary>Case and observation, as a person reads them.</summary>
        public override string ToString() => $"{Case}: {Seen} (cases from seed {Seed})";
    }
}
