namespace RoCL.Datasets.ImageFolder;

/// <summary>Where symbolic links lead.</summary>
internal static class SymbolicLinks
{
    // As many as Linux follows before it calls the path a loop.
    private const int MostFollowed = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>
    /// The path with every link on the way followed, in the order in which the system would; null
    /// where the links go in a circle.
    /// </summary>
    /// <param name="path">The path of a file or folder, there or not.</param>
    public static string? Follow(string path)
    {
        var whole = Path.Combine(Environment.CurrentDirectory, path);
        var real = Path.GetPathRoot(whole)!;
        var ahead = new Stack<string>(LastFirst(whole));
        var followed = 0;
        while (ahead.TryPop(out var name))
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, name);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            followed++;
            if (followed > MostFollowed)
                return null;
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (var further in LastFirst(target))
                ahead.Push(further);
        }
        return real;
    }

    // The last name first, so that the first one lies on top of the stack.
    private static IEnumerable<string> LastFirst(string path) =>
        path[Path.GetPathRoot(path)!.Length..]
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != ".")
            .Reverse();
}
