namespace RoCL.Runs.Files;

/// <summary>
/// What was half written when the disk failed: on a full disk it takes the room that other files
/// need.
/// </summary>
public static class Leftovers
{
    /// <summary>
    /// Drops it where that can be done; what failed before matters more than whether this fails.
    /// </summary>
    public static void Drop(Action drop)
    {
        try
        {
            drop();
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            // The next write to the same place finds it and replaces it.
        }
    }
}
