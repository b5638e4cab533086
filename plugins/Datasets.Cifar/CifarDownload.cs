namespace RoCL.Datasets.Cifar;

/// <summary>Which archive has to be fetched, from where, and to where.</summary>
internal static class CifarDownload
{
    private const string Published = "https://www.cs.toronto.edu/~kriz";

    /// <summary>The archive in binary form: none where anything of that form is there.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="path">The path of an archive or a folder.</param>
    /// <param name="verify">Whether it has to be the official one.</param>
    /// <param name="mirror">Another address for the folder of archives.</param>
    /// <exception cref="ProblemException">
    /// ROCL0453: the mirror is no address; ROCL0454: the path is that of the archive in python
    /// form.
    /// </exception>
    public static IReadOnlyList<Download> Missing(CifarCollection collection, string path, bool verify, string? mirror)
    {
        var folder = AddressOf(mirror);
        var form = collection.Binary;
        var place = collection.Locate(path);
        if (File.Exists(place) || form.LiesIn(place))
            return [];
        if (Path.GetFileName(path) == collection.Python.Archive)
            throw CifarProblems.Python(path, form);

        var isArchive = path.EndsWith("gz", StringComparison.OrdinalIgnoreCase);
        var target = isArchive ? path : Path.Combine(path, form.Archive);
        var address = new Uri(folder, form.Archive);
        return [verify ? new(address, target, form.Md5, form.Length) : new(address, target)];
    }

    private static Uri AddressOf(string? mirror)
    {
        var text = $"{(mirror ?? Published).TrimEnd('/')}/";
        return Uri.TryCreate(text, UriKind.Absolute, out var folder) && folder.Scheme is "http" or "https"
            ? folder
            : throw CifarProblems.Mirror(mirror ?? Published);
    }
}
