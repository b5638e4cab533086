namespace RoCL.Core.Recipes;

/// <summary>What a head reads, and where its weights come from.</summary>
/// <param name="On">
/// The head of which it reads the outputs; <see langword="null"/> where it reads the features.
/// </param>
/// <param name="Frozen">
/// The teacher's head that it is a frozen copy of; <see langword="null"/> where it is trained.
/// </param>
public sealed record HeadSource(string? On, FrozenHead? Frozen)
{
    /// <summary>A head that is trained on the features.</summary>
    public static HeadSource Usual { get; } = new(null, null);
}

/// <summary>A teacher's head, as it is before the first step.</summary>
/// <param name="Teacher">The teacher's name.</param>
/// <param name="Head">The head's name in the teacher's model.</param>
/// <param name="Where">The recipe's file and key, as messages name them.</param>
public sealed record FrozenHead(string Teacher, string Head, string Where);
