namespace RoCL.Runs.Recipes;

/// <summary>Where the file of a recipe lies.</summary>
internal static class FoundRecipe
{
    /// <summary>The recipes that come along.</summary>
    public static ShippedFiles Shipped { get; } = new("recipes");

    /// <summary>The file; <see langword="null"/> where there is none.</summary>
    /// <param name="name">A path, or a recipe's name.</param>
    /// <param name="beside">
    /// The file that names it, which paths are relative to; none where a person does.
    /// </param>
    public static string? File(string name, string? beside) =>
        Places(name, beside).FirstOrDefault(System.IO.File.Exists);

    // A path that a person typed is its own place.
    private static IEnumerable<string> Places(string name, string? beside)
    {
        if (name.Length == 0 || name.Contains('\0'))
            return [];
        var folder = Path.GetDirectoryName(beside) ?? "";
        if (IsPath(name))
            return [beside is null ? name : Joined(folder, name)];

        // A recipe may extend a shipped one of its own name: it is never its own neighbour.
        string[] places = [Joined(folder, $"{name}.json"), Shipped.PathOf(name)];
        return places.Where(place => beside is null || Path.GetFullPath(place) != Path.GetFullPath(beside));
    }

    // Each file has one path, by which a circle is seen, however often its folders are left again.
    private static string Joined(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(".", path);
    }

    private static bool IsPath(string name) => ShippedFiles.IsFile(name) || Path.GetFileName(name) != name;
}
