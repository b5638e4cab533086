namespace RoCL.Runs.Recipes;

/// <summary>JSON files in a folder beside the program, called by their names.</summary>
/// <param name="Folder">The folder's name.</param>
internal sealed record ShippedFiles(string Folder)
{
    private const string Extension = ".json";

    private string Root => Path.Combine(AppContext.BaseDirectory, Folder);

    /// <summary>All names, in ordinal order.</summary>
    public IEnumerable<string> Names =>
        Directory.Exists(Root)
            ? Directory
                .EnumerateFiles(Root, $"*{Extension}")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>The path of a file, there or not.</summary>
    public string PathOf(string name) => Path.Combine(Root, name + Extension);

    /// <summary>Whether a person names a file, and not something that is shipped.</summary>
    public static bool IsFile(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
}
