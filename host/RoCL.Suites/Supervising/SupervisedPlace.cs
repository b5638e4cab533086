using RoCL.Runs.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Supervising;

/// <summary>
/// The place of the folder that workers write, from the moment when it is there: no later worker
/// begins anew where a folder was moved away.
/// </summary>
/// <param name="root">The folder for the results.</param>
public sealed class SupervisedPlace(string root) : IDisposable
{
    private HeldPlace? _place;

    /// <summary>
    /// ROCL0631: the folder was there and is no longer; <see langword="null"/> where that is not
    /// so.
    /// </summary>
    public Problem? Lost => _place?.Lost;

    /// <summary>Looks at whether the folder is there yet.</summary>
    public void Look()
    {
        if (_place is null && (RunFolder.Is(root) || SuiteFileNames.AreIn(root)))
            _place = new HeldPlace(root);
    }

    /// <inheritdoc/>
    public void Dispose() => _place?.Dispose();
}
