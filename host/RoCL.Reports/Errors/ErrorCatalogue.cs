using System.Text.RegularExpressions;
using RoCL.Core;

namespace RoCL.Reports.Errors;

/// <summary>
/// Every error code of the program, from <c>host/errors</c>: a file for each hundred, embedded in
/// this assembly, so that no error can keep a person from looking up another.
/// </summary>
/// <param name="Families">The errors by what they are about, in the order of their codes.</param>
public sealed partial record ErrorCatalogue(ImmutableArray<ErrorFamily> Families)
{
    private const string Prefix = "errors/";

    /// <summary>All errors, in the order of their codes.</summary>
    public IEnumerable<ErrorEntry> Errors => Families.SelectMany(family => family.Errors);

    /// <summary>Reads the catalogue.</summary>
    public static ErrorCatalogue Read() =>
        new([
            .. typeof(ErrorCatalogue)
                .Assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(resource => ErrorFamily.Read(TextOf(resource))),
        ]);

    /// <summary>The error that a person names.</summary>
    /// <param name="written">
    /// The code, such as <c>ROCL0123</c>, <c>rocl0123</c> or <c>123</c>.
    /// </param>
    /// <returns>ROCL0007: no error has that code.</returns>
    public Result<ErrorEntry> Find(string written)
    {
        var match = Digits().Match(written);
        var code = match.Success ? $"ROCL{match.Groups["digits"].Value.PadLeft(4, '0')}" : written;
        return Errors.FirstOrDefault(error => error.Code == code) is { } found ? found : Unknown(written, code);
    }

    private Problem Unknown(string written, string code)
    {
        var nearest = Nearest.To(code, Errors.Select(error => error.Code));
        return new(
            "ROCL0007",
            written,
            $"There is no error code '{written}'.",
            nearest is null ? "`rocl explain` lists all codes." : $"Did you mean '{nearest}'?"
        );
    }

    private static string TextOf(string resource)
    {
        using var text = new StreamReader(typeof(ErrorCatalogue).Assembly.GetManifestResourceStream(resource)!);
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"^(ROCL)?(?<digits>[0-9]{1,4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
