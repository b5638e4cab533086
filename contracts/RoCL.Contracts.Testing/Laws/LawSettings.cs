namespace RoCL.Contracts.Testing;

/// <summary>How hard a law is tried.</summary>
/// <param name="Cases">
/// Random cases for a law; laws whose cases are dear, such as an encoder's, take a part of them,
/// one at least.
/// </param>
/// <param name="Seed">Where the cases come from, 0 or above: the same seed, the same cases.</param>
/// <param name="Patience">
/// No further case is begun after this long; as long as it takes when left out, so that time
/// decides nothing.
/// </param>
public sealed record LawSettings(int Cases = 20, int Seed = 1, TimeSpan? Patience = null);
