namespace RoCL.Core.Recipes;

/// <summary>How a run over several ranks is trained: a recipe's <c>ranks</c>.</summary>
/// <param name="BatchNorm">The images that batch-norm layers normalise over.</param>
public sealed record RankSettings(RankNorm BatchNorm)
{
    /// <summary>Where a recipe says nothing.</summary>
    public static RankSettings Default { get; } = new(RankNorm.Sync);
}

/// <summary>The images that batch-norm layers normalise over in training mode.</summary>
public enum RankNorm
{
    /// <summary>Those of all ranks, as in the authors' code.</summary>
    Sync,

    /// <summary>
    /// Those of each rank by themselves; running statistics are the mean over ranks.
    /// </summary>
    Local,
}
