namespace RoCL.Contracts.Testing;

/// <summary>How thoroughly a law is tried.</summary>
/// <param name="Cases">
/// The number of random cases for a law, 1 or more. Laws with expensive cases, such as an
/// encoder's, take a fraction of them, but at least one.
/// </param>
/// <param name="Seed">
/// The seed of the cases, 0 or above: the same seed gives the same cases.
/// </param>
/// <param name="TimeLimit">
/// No further case begins after this time. Without a limit the verdict does not depend on the
/// machine's speed.
/// </param>
public sealed record LawSettings(int Cases = 20, int Seed = 1, TimeSpan? TimeLimit = null);
