using System.Text.RegularExpressions;

namespace RoCL.Core.Guards;

/// <summary>The names that components give to tensors which checkpoints hold.</summary>
internal static partial class TensorNames
{
    /// <summary>Whether a checkpoint can have a name.</summary>
    /// <param name="name">Letters, digits, hyphens and underscores.</param>
    public static bool IsValid(string name) => Name().IsMatch(name);

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex Name();
}
