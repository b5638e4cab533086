using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Export;

/// <summary>
/// The place of a new folder for an export: a folder that is moved while it is filled is not made a
/// second time.
/// </summary>
public static class ExportPlace
{
    /// <summary>Makes the folder and fills it; the folder.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="root">The folder.</param>
    /// <param name="fill">Writes all files.</param>
    /// <returns>
    /// ROCL0601 and ROCL0602 it cannot be made; ROCL0631 it was moved or deleted before it was
    /// complete.
    /// </returns>
    public static Result<string> Fill(IFiles files, string root, Action<ExportFolder> fill) =>
        RunFolder
            .Create(files, root)
            .Then<string>(_ =>
            {
                using var place = new HeldPlace(root);
                var filled = place.During(() =>
                {
                    fill(new ExportFolder(new HeldFiles(files, place), root));
                    return root;
                });
                return place.Lost is { } lost ? Again(lost) : filled;
            });

    // A part of an export is no folder that the command could go on in.
    private static Problem Again(Problem lost) =>
        lost with
        {
            Remedy = "Export again to another --out, and leave the folder in its place until the command has ended.",
        };
}
