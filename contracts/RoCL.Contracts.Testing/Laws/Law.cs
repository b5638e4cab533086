using FsCheck;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A promise of a contract, as a sentence that a component can be checked against.
/// </summary>
/// <typeparam name="T">The contract, such as <see cref="IAttack"/>.</typeparam>
/// <param name="Sentence">
/// What the component does, or does not do; "it" is its subject: <c>stays in its ball</c>.
/// </param>
/// <param name="Decide">
/// From a factory of the component and the settings to the verdict. The factory is called many
/// times.
/// </param>
public sealed record Law<T>(string Sentence, Func<Func<T>, LawSettings, Verdict> Decide)
    where T : class
{
    /// <summary>Checks a component against the law.</summary>
    /// <param name="create">Creates the component; it is called many times.</param>
    /// <param name="settings">
    /// The number of cases, their seed and the time; 20 cases of seed 1 when left out.
    /// </param>
    public Verdict Check(Func<T> create, LawSettings? settings = null) => Decide(create, settings ?? new());

    /// <summary>The law's sentence.</summary>
    public override string ToString() => Sentence;

    /// <summary>A law that an observation in each of many random cases decides.</summary>
    /// <param name="sentence">What the component does.</param>
    /// <param name="cases">
    /// The random cases for a component, which FsCheck draws and shrinks.
    /// </param>
    /// <param name="observe">
    /// What is wrong in a case, in words; <see langword="null"/> when nothing is. The tensors that
    /// it allocates are freed.
    /// </param>
    /// <param name="scope">
    /// The part of the cases, and the options, that the law is tried on.
    /// </param>
    internal static Law<T> For<TCase>(
        string sentence,
        Func<T, Arbitrary<TCase>> cases,
        Func<Func<T>, TCase, string?> observe,
        LawScope scope
    ) =>
        new(
            sentence,
            (create, settings) => CounterexampleSearch.Run(create, cases(create()), observe, scope, settings)
        );
}
