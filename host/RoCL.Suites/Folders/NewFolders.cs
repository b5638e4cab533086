using System.Globalization;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Suites.Folders;

/// <summary>
/// Folders for new results where no other is asked for: <c>runs/20261124-120355-demo</c>. Commands
/// that begin within one second have a folder each: the second one's ends in <c>-2</c>.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="clock">Says when the results are begun.</param>
public sealed class NewFolders(IFiles files, TimeProvider clock)
{
    private const string All = "runs";
    private const string Stamp = "yyyyMMdd-HHmmss";

    /// <summary>A folder that is not there; nothing is made.</summary>
    /// <param name="name">What the results are called.</param>
    public string Free(string name) => Numbered(name).First(path => !Path.Exists(path));

    /// <summary>
    /// A folder that is this process's own from now on, whatever others begin at the same time.
    /// Where none can be made, what comes next says why.
    /// </summary>
    /// <param name="name">What the results are called.</param>
    public string Take(string name)
    {
        try
        {
            return Numbered(name).First(IsTaken);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return Free(name);
        }
    }

    /// <summary>
    /// Removes a folder that was taken and in which nothing was begun, and <c>runs</c> where it is
    /// empty then.
    /// </summary>
    /// <param name="path">From <see cref="Take"/>.</param>
    public void GiveBack(string path)
    {
        var run = new RunFolder(files, path);
        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any(entry => entry != run.Lock))
            return;
        Leftovers.Drop(() =>
        {
            files.DeleteFolder(path);
            files.DeleteEmptyFolder(All);
        });
    }

    private IEnumerable<string> Numbered(string name)
    {
        var first = Path.Combine(All, $"{clock.GetLocalNow().ToString(Stamp, CultureInfo.InvariantCulture)}-{name}");
        yield return first;
        for (var number = 2; ; number++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
    }

    // A folder with something in it takes the name: of several processes, one alone succeeds.
    private bool IsTaken(string path)
    {
        if (Path.Exists(path))
            return false;
        var made = new RunFolder(files, Path.Combine(All, $".{Path.GetRandomFileName()}"));
        files.CreateFolder(made.Root);
        try
        {
            files.Lock(made.Lock).Dispose();
            files.Rename(made.Root, path);
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            files.DeleteFolder(made.Root);
            return false;
        }
    }
}
