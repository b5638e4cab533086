namespace RoCL.Contracts.Testing;

/// <summary>How the outputs that a loss receives are related to one another.</summary>
public enum EmbeddingPattern
{
    /// <summary>Every row is random.</summary>
    Random,

    /// <summary>All views of an image are equal.</summary>
    EqualViews,

    /// <summary>All rows are equal, as the outputs of a collapsed network.</summary>
    Collapsed,

    /// <summary>All values are zero, as the outputs of a dead layer.</summary>
    Zero,
}
