using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// The place of a folder that this process writes: noticed is when the folder is no longer there,
/// since a person moved or deleted it.
/// </summary>
public sealed class HeldPlace : IDisposable
{
    /// <summary>The code of a folder that is no longer where it was.</summary>
    public const string LostCode = "ROCL0631";

    private readonly string _root;
    private readonly FileStatus? _status;

    private readonly OpenFolder _opened;

    /// <summary>Looks at a folder that is there.</summary>
    /// <param name="root">The folder.</param>
    public HeldPlace(string root)
    {
        _root = root;
        _status = FileStatus.Of(root);
        _opened = new OpenFolder(root);
    }

    /// <summary>
    /// ROCL0631: the folder is no longer there; <see langword="null"/> while it is.
    /// </summary>
    public Problem? Lost => IsThere ? null : ProblemOf(_root, _opened.PlaceNow());

    private bool IsThere =>
        OperatingSystem.IsLinux() ? FileStatus.Of(_root)?.Id == _status?.Id : Directory.Exists(_root);

    /// <summary>
    /// What some work returns that writes the folder; ROCL0631 where it failed since the folder
    /// went away.
    /// </summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="work">The work.</param>
    public Result<T> During<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception) when (Lost is { } lost)
        {
            return lost;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opened.Dispose();

    // Empty where it was deleted.
    private static Problem ProblemOf(string root, string? now)
    {
        return now switch
        {
            null => new(
                LostCode,
                root,
                "The folder is no longer here: it was moved or deleted while it was written, or another one took "
                    + "its place.",
                "Where it was moved, give the command again with its new place; what was written until then is "
                    + "complete there."
            ),
            "" => new(
                LostCode,
                root,
                "The folder was deleted while it was written.",
                "Give the command again, and leave the folder in its place until the command has ended."
            ),
            _ => new(
                LostCode,
                root,
                $"The folder was moved to {now} while it was written.",
                "Give the command again with its new place; what was written until then is complete there."
            ),
        };
    }
}
