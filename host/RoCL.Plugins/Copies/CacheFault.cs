using RoCL.Core.Guards;

namespace RoCL.Plugins.Copies;

/// <summary>That the cache folder cannot be used.</summary>
public static class CacheFault
{
    private const string OtherFolder = ", or let ROCL_CACHE name another folder.";

    /// <summary>ROCL0706: a file of the cache cannot be written.</summary>
    /// <param name="folder">The folder that it belongs to.</param>
    /// <param name="fault">What was thrown.</param>
    public static Problem Of(string folder, Exception fault) => Of(folder, DiskFault.What(fault), Remedy(fault));

    /// <summary>ROCL0706, in the words of a compiler that could not write.</summary>
    /// <param name="folder">The folder that the file belongs to.</param>
    /// <param name="line">Its words, without a full stop.</param>
    public static Problem OfCompiler(string folder, string line) =>
        Of(folder, line, $"Make room on the disk{OtherFolder}");

    /// <summary>What a person can do, as a sentence.</summary>
    /// <param name="fault">What was thrown.</param>
    public static string Remedy(Exception fault) =>
        $"{DiskFault.Remedy(fault)}{(DiskFault.IsOfFolder(fault) ? OtherFolder : ".")}";

    private static Problem Of(string folder, string what, string remedy) =>
        new("ROCL0706", folder, $"A file of the cache cannot be written: {what}.", remedy);
}
