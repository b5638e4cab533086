namespace RoCL.Contracts.Testing;

/// <summary>The part of the cases, and the options, that a law is tried on.</summary>
/// <param name="OneCaseIn">
/// The law is tried on one in so many of the cases: 1 for all, more where a case takes long.
/// </param>
/// <param name="OptionEnds">
/// Whether the law is also tried with each option at the ends of its range, one option at a time.
/// </param>
/// <param name="Shrinks">Whether a smaller case is looked for where one breaks the law.</param>
/// <param name="MayRefuse">Whether a component that refuses every case keeps the law.</param>
internal sealed record LawScope(
    int OneCaseIn = 1,
    bool OptionEnds = false,
    bool MayRefuse = false,
    bool Shrinks = true
);
