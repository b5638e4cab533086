namespace RoCL.Datasets.ImageFolder;

/// <summary>Where symbolic links lead.</summary>
internal static class Links
{
    // As many as Linux follows before it calls the path a loop.
    private const int Most = 40;

    /// <summary>
    /// The path with every link on the way followed, in the order in which the system would; null
    /// where the links go in a circle.
    /// </summary>
    /// <param name="path">Of a file or folder, there or not.</param>
    public static string? Follow(string path)
    {
        var whole = Path.Combine(Environment.CurrentDirectory, path);
        var (real, ahead, followed) = (Path.GetPathRoot(whole)!, new Stack<string>(Pieces(whole)), 0);
        while (ahead.TryPop(out var piece))
        {
            var next = Path.Combine(real, piece);
            if (piece == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
            }
            else if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else
            {
                if (++followed > Most)
                    return null;
                if (Path.IsPathRooted(target))
                    real = Path.GetPathRoot(target)!;
                foreach (var further in Pieces(target))
                    ahead.Push(further);
            }
        }
        return real;
    }

    // The last first, so that the first lies on top of the stack.
    private static IEnumerable<string> Pieces(string path) =>
        path[Path.GetPathRoot(path)!.Length..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(piece => piece != ".")
            .Reverse();
}
