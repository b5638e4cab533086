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
    /// <summary>
    /// The first of those that do the same in the same place: each step does it to its own files.
    /// </summary>
    public static IEnumerable<FileOperation> Firsts(IEnumerable<FileOperation> operations) =>
        operations.DistinctBy(operation => (operation.Place, operation.Changes, operation.HasHalf));
}
