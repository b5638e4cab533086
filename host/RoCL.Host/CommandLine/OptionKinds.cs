using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RoCL.Host.CommandLine;

/// <summary>Makes options that read their values in our way, with our words for mistakes.</summary>
internal static class OptionKinds
{
    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<string[]> Many(
        string name,
        string value,
        string description,
        bool recursive = false,
        params string[] alias
    ) =>
        new(name, alias)
        {
            HelpName = value,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            Recursive = recursive,
        };

    /// <summary>A whole number.</summary>
    public static Option<long?> Number(
        string name,
        string description,
        long least = long.MinValue,
        long most = long.MaxValue
    ) =>
        new(name)
        {
            HelpName = "N",
            Description = description,
            CustomParser = given => NumberIn(given, name, least, most),
        };

    /// <summary>A number of minutes above 0; ten where the option is not given.</summary>
    public static Option<double> Minutes(string name, string description) =>
        new(name)
        {
            HelpName = "MINUTES",
            Description = description,
            DefaultValueFactory = _ => 10,
            CustomParser = given => MinutesIn(given, name),
        };

    private static long? NumberIn(ArgumentResult given, string name, long least, long most)
    {
        var text = given.Tokens[0].Value;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= least && number <= most)
            return number;
        var from = least == 1 ? " from 1 on" : "";
        var isTooLarge = text.All(char.IsAsciiDigit) && !(isNumber && number <= most);
        given.AddError(
            isTooLarge
                ? $"{name} takes a whole number up to {most}, and {text} is more."
                : $"{name} takes a whole number{from}, and '{text}' is none."
        );
        return null;
    }

    private static double MinutesIn(ArgumentResult given, string name)
    {
        var text = given.Tokens[0].Value;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes);
        if (isNumber && minutes is > 0 and < 1e6)
            return minutes;
        given.AddError($"{name} takes a number of minutes above 0, and '{text}' is none.");
        return default;
    }
}
