namespace RoCL.Plugins.Templates;

/// <summary>Why a new file cannot be written; nothing is replaced.</summary>
internal static class NotWrittenAnew
{
    /// <summary>ROCL0242: the file is there already.</summary>
    /// <param name="path">The file.</param>
    public static Problem IsThere(string path) =>
        new(
            "ROCL0242",
            path,
            "The file is there already, and is left as it is.",
            "Take another name, or another folder by --out."
        );

    /// <summary>ROCL0243: the folder cannot be written to.</summary>
    /// <param name="folder">The folder; this one where <see langword="null"/>.</param>
    /// <param name="refused">What the system says.</param>
    public static Problem IsRefused(string? folder, Exception refused) =>
        new(
            "ROCL0243",
            folder ?? Directory.GetCurrentDirectory(),
            $"The folder cannot be written to: {refused.Message}",
            "Name another folder by --out."
        );
}
