namespace Shared.Runs;

/// <summary>What happens to an operation on files.</summary>
internal enum Failing
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>It does nothing and fails; the next one succeeds.</summary>
    Once,

    /// <summary>It fails, and so does every later one.</summary>
    ForGood,

    /// <summary>
    /// It does half of what it was asked, and fails: half of the bytes are written, or the rename
    /// is made and reported as failed.
    /// </summary>
    Torn,

    /// <summary>It does that half, and the process kills itself, as by <c>kill -9</c>.</summary>
    Killed,
}
