using System.CommandLine;
using RoCL.Suites.Asking;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(GlobalOptions options)
    {
        var targets = new Argument<string[]>("PLUGIN|RECIPE|RUN|STEP")
        {
            Description =
                "Plugins, as after --plugin: held to the laws of their contracts. Recipes: read and planned. "
                + "Runs: checkpoints verified. Steps that failed: taken again.",
            Arity = ArgumentArity.OneOrMore,
        };
        var uses = OptionKinds.Many(
            "--use",
            "JSON",
            "A component with options, as a recipe writes it; may be given several times."
        );
        var cases = OptionKinds.Number(
            "--cases",
            "Random cases for each law. Default: 12, fewer where they take longer than two seconds.",
            least: 1,
            most: int.MaxValue
        );
        var seed = OptionKinds.Number("--seed", "Where the cases come from. Default: 1.", least: 0);
        var watch = new Option<bool>("--watch") { Description = "Checks again at each save, until Ctrl-C." };
        var command = new Command(
            "check",
            "Hold plugins to their contracts; check recipes and runs; take a step again that failed."
        )
        {
            targets,
            uses,
            cases,
            seed,
            watch,
        };
        return new Verb(command, RequestOf);

        Request RequestOf(ParseResult parsed)
        {
            var paths = parsed.GetRequiredValue(targets);
            var asked = new CheckRequest(
                [.. paths],
                [.. parsed.GetValue(uses) ?? []],
                (int?)parsed.GetValue(cases),
                (int)(parsed.GetValue(seed) ?? 1),
                parsed.GetValue(options.Device)!
            );
            if (!parsed.GetValue(watch))
                return new Request.Check(asked, [.. options.PluginsIn(parsed), .. CheckTarget.Besides(paths)]);
            var words = parsed.Tokens.Select(token => token.Value);
            return new Request.Watch(asked, [.. words.Where(word => word != watch.Name)]);
        }
    }
}
