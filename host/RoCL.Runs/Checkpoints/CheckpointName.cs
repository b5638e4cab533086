using System.Globalization;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// The names of checkpoints' folders: <c>step-00000123</c> is the one after 123 steps.
/// </summary>
internal static class CheckpointName
{
    /// <summary>The name of the checkpoint after so many steps.</summary>
    public static string After(long steps) => string.Create(CultureInfo.InvariantCulture, $"step-{steps:00000000}");

    /// <summary>The number of steps that a checkpoint is after, by its folder.</summary>
    public static long StepsOf(string folder) =>
        long.Parse(Path.GetFileName(folder).Split('-')[1], CultureInfo.InvariantCulture);

    /// <summary>Whether a folder has the name of a checkpoint.</summary>
    public static bool Is(string folder) =>
        Path.GetFileName(folder).Split('-') is ["step", { Length: >= 8 and <= 18 } digits]
        && digits.All(char.IsAsciiDigit);

    /// <summary>
    /// The name that a checkpoint has while it is written (<c>new</c>) or deleted (<c>old</c>).
    /// </summary>
    public static string Hidden(string name, string reason) => $".{name}.{reason}";

    /// <summary>Whether a folder has such a name.</summary>
    public static bool IsHidden(string folder) => Path.GetFileName(folder).StartsWith('.');
}
