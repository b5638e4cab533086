using System.Globalization;
using System.Text.RegularExpressions;

namespace RoCL.Runs.Natives;

/// <summary>The version of a libtorch, as the files around it state it.</summary>
internal static partial class LibtorchVersion
{
    /// <summary>
    /// What is stated, such as <c>2.10.0+cu128</c>; <see langword="null"/> where nothing is.
    /// </summary>
    /// <param name="folder">The folder with the libraries.</param>
    /// <param name="library">
    /// The main library: Linux distributions name the file that it links to by its version.
    /// </param>
    public static string? Stated(string folder, string library)
    {
        var installation = Path.Combine(folder, "..");
        return FoundIn(Path.Combine(installation, "version.py"), PythonVersion())
            ?? FoundIn(Path.Combine(installation, "build-version"), FirstWord())
            ?? FoundIn(
                Path.Combine(installation, "share", "cmake", "Torch", "TorchConfigVersion.cmake"),
                CMakeVersion()
            )
            ?? VersionOfLink(library);
    }

    /// <summary>
    /// Whether versions are the same but for what a build says about itself after the plus.
    /// </summary>
    /// <param name="one">Such as <c>2.10.0+cu128</c>.</param>
    /// <param name="other">Such as <c>2.10.0</c>.</param>
    public static bool AreEqual(string one, string other) => one.Split('+')[0] == other.Split('+')[0];

    /// <summary>
    /// The version in a number as libtorch keeps it: a byte each, from the highest.
    /// </summary>
    /// <param name="packed">Such as 0x020a000000000000 for 2.10.0.</param>
    public static string Unpacked(ulong packed) =>
        string.Create(CultureInfo.InvariantCulture, $"{packed >> 56}.{packed >> 48 & 0xff}.{packed >> 40 & 0xff}");

    private static string? FoundIn(string file, Regex version)
    {
        if (!File.Exists(file))
            return null;
        var found = version.Match(File.ReadAllText(file));
        return found.Success ? found.Groups[1].Value : null;
    }

    private static string? VersionOfLink(string library)
    {
        var target = File.ResolveLinkTarget(library, returnFinalTarget: true)?.Name ?? "";
        var found = LinkVersion().Match(target);
        return found.Success ? found.Groups[1].Value : null;
    }

    [GeneratedRegex("""^__version__\s*=\s*['"]([^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex PythonVersion();

    [GeneratedRegex("""^\s*(\S+)""")]
    private static partial Regex FirstWord();

    [GeneratedRegex("""set\(PACKAGE_VERSION\s+"([^"]+)"\)""")]
    private static partial Regex CMakeVersion();

    [GeneratedRegex("""\.so\.(\d+\.\d+\.\d+)$""")]
    private static partial Regex LinkVersion();
}
