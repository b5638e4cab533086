using System.CommandLine;
using RoCL.Suites.Asking;
using RoCL.Suites.Rows;
using RoCL.Suites.Supervising;

namespace RoCL.Host.CommandLine;

/// <summary>The command lines of the workers of one <c>rocl run</c>.</summary>
internal static class SupervisedCommand
{
    /// <summary>
    /// The first worker gets what the person typed; those after it go on with the folder, by the
    /// same plugins on the same device.
    /// </summary>
    /// <param name="parsed">What the person typed.</param>
    /// <param name="asked">What it means.</param>
    /// <param name="lasting">The options that hold for going on as well.</param>
    /// <param name="patience">How long a step or a component may give no sign of life.</param>
    public static Supervised Of(ParseResult parsed, RunRequest asked, IEnumerable<Option> lasting, TimeSpan patience)
    {
        string[] typed = [.. parsed.Tokens.Select(token => token.Value)];
        var options = Typed(parsed, lasting);
        var begun = asked.Fork is null ? Targets.Begun(asked.Targets) : null;
        if ((begun ?? asked.Out) is { } given)
            return new Supervised(given, [.. typed], ["run", given, .. options], patience);
        return new Supervised("", [.. typed], options, patience) { NewName = asked.NewName };
    }

    /// <summary>Options as the person typed them; those that were not typed are left out.</summary>
    /// <param name="parsed">What the person typed.</param>
    /// <param name="options">The options.</param>
    public static ImmutableArray<string> Typed(ParseResult parsed, IEnumerable<Option> options) =>
        [.. options.SelectMany(option => Typed(parsed, option))];

    private static IEnumerable<string> Typed(ParseResult parsed, Option option) =>
        parsed.GetResult(option) switch
        {
            null or { Implicit: true } => [],
            { Tokens.Count: 0 } => [option.Name],
            var given => given.Tokens.SelectMany(token => new[] { option.Name, token.Value }),
        };
}
