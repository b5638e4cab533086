namespace RoCL.Datasets.Cifar;

/// <summary>
/// The official archive in python form: the same images as Python's pickles. It is recognised, so
/// that its owner learns what to do, and it is not read.
/// </summary>
/// <remarks>
/// A pickle is a program. An interpreter that is safe for any file took more code than the rest of
/// this plugin, to read images that are published without it as well.
/// </remarks>
/// <param name="Archive">The name under which it is published.</param>
/// <param name="Folder">The one folder that it holds.</param>
/// <param name="Files">The files of images in that folder.</param>
internal sealed record PythonForm(string Archive, string Folder, IReadOnlyList<string> Files)
{
    /// <summary>Whether any of it lies in a folder or an archive.</summary>
    /// <param name="path">The folder or the archive.</param>
    /// <param name="names">The names of the files in it.</param>
    public bool LiesIn(string path, IReadOnlySet<string> names) =>
        Files.Any(names.Contains) || names.Contains(Archive) || Directory.Exists(Path.Combine(path, Folder));
}
