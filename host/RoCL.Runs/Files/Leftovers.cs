namespace RoCL.Runs.Files;

/// <summary>
/// What was half written when the disk failed: on a full one it takes the room that others need.
/// </summary>
public static class Leftovers
{
    /// <summary>
    /// Drops it where that can be done; what failed before matters more than whether this does.
    /// </summary>
    public static void Drop(Action drop)
    {
        try
        {
            drop();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next try finds it and drops it.
        }
    }
}
