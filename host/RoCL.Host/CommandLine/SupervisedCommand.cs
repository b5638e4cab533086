using System.CommandLine;
using RoCL.Host.Supervision;
using RoCL.Suites.Rows;

namespace RoCL.Host.CommandLine;

/// <summary>The command lines of the workers of one <c>rocl run</c>.</summary>
internal static class SupervisedCommand
{
    /// <summary>
    /// The first worker is asked what the person asked; those after it go on with the folder, by
    /// the same plugins on the same device.
    /// </summary>
    /// <param name="parsed">What the person typed.</param>
    /// <param name="request">What it means.</param>
    /// <param name="lasting">The options that hold for going on as well.</param>
    /// <param name="patience">How long a step or a component may give no sign of life.</param>
    public static Supervised Of(ParseResult parsed, RunRequest request, IEnumerable<Option> lasting, TimeSpan patience)
    {
        ImmutableArray<string> typed = [.. parsed.Tokens.Select(token => token.Value)];
        var root =
            Targets.Begun(request.Targets) ?? request.Out ?? Targets.FolderFor(request.Targets, TimeProvider.System);
        var isNew = Targets.Begun(request.Targets) is null && request.Out is null;
        return new(
            root,
            isNew ? [.. typed, "--out", root] : typed,
            ["run", root, .. lasting.SelectMany(option => Typed(parsed, option))],
            patience
        );
    }

    private static IEnumerable<string> Typed(ParseResult parsed, Option option) =>
        parsed.GetResult(option) switch
        {
            null or { Implicit: true } => [],
            { Tokens.Count: 0 } => [option.Name],
            var given => given.Tokens.SelectMany(token => new[] { option.Name, token.Value }),
        };
}
