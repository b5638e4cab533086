namespace RoCL.Runs.Keeping;

/// <summary>The plugins of which runs use the copies that they have kept.</summary>
/// <param name="Plugins">
/// In words, each with what is at hand instead; empty where all originals will do.
/// </param>
public sealed record UsedCopies(ImmutableArray<string> Plugins)
{
    /// <summary>No copies are used.</summary>
    public static UsedCopies None { get; } = new([]);

    /// <summary>In one line; <see langword="null"/> where there are none.</summary>
    public string? Text => Plugins.IsEmpty ? null : string.Join("; ", Plugins);
}
