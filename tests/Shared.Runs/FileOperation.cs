namespace Shared.Runs;

/// <summary>An operation on a part of a run's folder.</summary>
/// <param name="Number">Which one of its part, from 1.</param>
/// <param name="Changes">Whether it changes what is on the disk.</param>
/// <param name="HasHalf">Whether it can be done by half.</param>
/// <param name="Place">
/// The file or folder and the folder that it is in, without their numbers: the same for every step.
/// </param>
public sealed record FileOperation(int Number, bool Changes, bool HasHalf, string Place)
{
    /// <summary>What it does in which place, the same for every step.</summary>
    public FileOperation Kind() => this with { Number = 0 };

    /// <summary>The first of each kind: each step does it to its own files.</summary>
    public static IEnumerable<FileOperation> Firsts(IEnumerable<FileOperation> operations) =>
        operations.DistinctBy(operation => operation.Kind());
}
