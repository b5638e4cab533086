using System.Globalization;
using System.Text.RegularExpressions;
using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Templates;

/// <summary>A new component's two names.</summary>
/// <param name="Record">As C# writes it, <c>SignMomentum</c>.</param>
/// <param name="Word">As recipes write it, <c>sign-momentum</c>.</param>
public sealed partial record PluginName(string Record, string Word)
{
    /// <summary>Both names from either.</summary>
    /// <param name="given">What the person wrote.</param>
    /// <returns>ROCL0241: it is neither.</returns>
    public static Result<PluginName> Of(string given)
    {
        if (InRecipes().IsMatch(given))
            return new PluginName(string.Concat(given.Split('-').Select(Capital)), given);
        if (InCode().IsMatch(given))
            return new PluginName(given, Words.OfMember(given));
        return new Problem(
            "ROCL0241",
            given,
            "A component cannot have this name.",
            "Write words joined by hyphens, such as sign-momentum, or as C# does, SignMomentum."
        );
    }

    private static string Capital(string word) => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..];

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex InRecipes();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex InCode();
}
