namespace RoCL.Plugins.Trust;

/// <summary>The files of a plugin's folder, by what they are for.</summary>
public static class PluginFiles
{
    /// <summary>The folder below a plugin's own that packages put native libraries into.</summary>
    public const string Natives = "runtimes";

    private static readonly ImmutableArray<string> Code = [".dll", ".so", ".dylib"];
    private static readonly ImmutableArray<string> Companions = [".json", ".pdb", ".sha256"];

    /// <summary>
    /// All code, by names relative to the folder, with slashes and in their order: the files in it,
    /// and all below <c>runtimes</c>.
    /// </summary>
    public static IReadOnlyList<string> CodeIn(string folder)
    {
        var natives = Path.Combine(folder, Natives);
        return
        [
            .. Directory
                .GetFiles(folder)
                .Concat(Directory.Exists(natives) ? Directory.GetFiles(natives, "*", SearchOption.AllDirectories) : [])
                .Where(IsCode)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// What is read beside an assembly: settings, symbols, and the hashes of native libraries.
    /// </summary>
    public static IEnumerable<string> CompanionsIn(string folder) =>
        Directory
            .GetFiles(folder)
            .Where(file => Companions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetFileName(file));

    /// <summary>
    /// Everything else in the folder: data that a plugin looks for beside its assembly.
    /// </summary>
    public static IEnumerable<string> OthersIn(string folder) =>
        Directory
            .GetFileSystemEntries(folder)
            .Where(entry => !IsCode(entry) && !Companions.Contains(Path.GetExtension(entry)))
            .Select(entry => Path.GetFileName(entry))
            .Where(name => name != Natives);

    /// <summary>Native libraries that lie in the folder itself.</summary>
    public static IEnumerable<string> FlatNatives(IEnumerable<string> code) =>
        code.Where(name => !name.Contains('/') && Path.GetExtension(name) is ".so" or ".dylib");

    /// <summary>Whether a file counts as code, by its name.</summary>
    public static bool IsCode(string file) => Code.Contains(Path.GetExtension(file));
}
