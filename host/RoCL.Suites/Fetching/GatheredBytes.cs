namespace RoCL.Suites.Fetching;

/// <summary>What has come of a published file.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Md5">Their MD5, in hexadecimal.</param>
internal sealed record GatheredBytes(long Length, string Md5)
{
    /// <summary>Whether length and sum are those that were published, where any were.</summary>
    /// <param name="file">The published file.</param>
    public bool IsOf(Download file)
    {
        var isLength = file.Length is null || file.Length == Length;
        var isSum = file.Md5 is null || file.Md5.Equals(Md5, StringComparison.OrdinalIgnoreCase);
        return isLength && isSum;
    }

    /// <summary>ROCL0464: it is another file.</summary>
    /// <param name="file">The published file.</param>
    public Problem Mismatch(Download file)
    {
        var length = file.Length is { } published ? $"{published}" : "any number of";
        var sum = file.Md5 is { } md5 ? $" of MD5 {md5}" : "";
        return new(
            "ROCL0464",
            $"{file.From}",
            $"The server sent another file: {Length} bytes of MD5 {Md5} instead of {length} bytes{sum}; they were "
                + "deleted.",
            "Fetch it again; if it comes out the same, name another mirror."
        );
    }
}
