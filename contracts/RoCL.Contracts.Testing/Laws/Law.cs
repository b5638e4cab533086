using FsCheck;

namespace RoCL.Contracts.Testing;

/// <summary>A promise of a contract, as a sentence that a component can be held to.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <param name="Sentence">What the component does, or does not do.</param>
/// <param name="Judge">
/// From something that makes the component, and how hard to try, to the verdict. It may be made
/// many times.
/// </param>
public sealed record Law<T>(string Sentence, Func<Func<T>, LawSettings, Verdict> Judge)
    where T : class
{
    /// <summary>The verdict on a component, by 20 cases of seed 1 unless told.</summary>
    /// <param name="component">Makes the component.</param>
    /// <param name="settings">How hard to try.</param>
    public Verdict On(Func<T> component, LawSettings? settings = null) => Judge(component, settings ?? new());

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;

    /// <summary>A law that an observation on each case decides.</summary>
    /// <param name="sentence">What the component does.</param>
    /// <param name="cases">The component's random cases, which FsCheck draws and shrinks.</param>
    /// <param name="seen">
    /// What is wrong in a case; <see langword="null"/> when nothing is. Its tensors are freed.
    /// </param>
    /// <param name="breadth">What is tried.</param>
    internal static Law<T> For<TCase>(
        string sentence,
        Func<T, Arbitrary<TCase>> cases,
        Func<Func<T>, TCase, string?> seen,
        Breadth? breadth = null
    ) =>
        new(
            sentence,
            (component, settings) => Search.Judge(component, cases(component()), seen, breadth ?? new(), settings)
        );
}

/// <summary>What of a component a law is tried on.</summary>
/// <param name="Share">One in so many of the cases: 1 for all of them.</param>
/// <param name="Ends">
/// Whether options are taken to the ends of their ranges, one at a time, too.
/// </param>
/// <param name="MayRefuse">Whether the law holds for a component that refuses every case.</param>
internal sealed record Breadth(int Share = 1, bool Ends = false, bool MayRefuse = false);
