using System.CommandLine;
using RoCL.Suites.Asking;
using RoCL.Suites.Measuring;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl evaluate</c>.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="options">Those of every verb.</param>
    /// <param name="changes">Those of changes.</param>
    public static Verb Make(GlobalOptions options, ChangeOptions changes)
    {
        var runs = new Argument<string[]>("RUN|SUITE|CHECKPOINT|FILE")
        {
            Description = "Folders of runs, of suites with all their runs, or of checkpoints; or a .safetensors file.",
            Arity = ArgumentArity.OneOrMore,
        };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            HelpName = "best|STEP",
            Description =
                "Measures another checkpoint than the newest: best, or one by its step, such as step-00000120 or 120.",
        };
        var images = OptionKinds.Number(
            "--images",
            "Measures on this many images, test or held out: a part with the same share of every class; of data that "
                + "an evaluation names itself, on no more.",
            least: 1
        );
        var curves = new Option<bool>("--curves")
        {
            Description = "Measures robust accuracy against the budget and the iterations of PGD, for the report.",
        };
        var encoder = new Option<string?>("--encoder")
        {
            HelpName = "NAME",
            Description = "The encoder of a .safetensors file, such as resnet18.",
        };
        var recipe = new Option<string?>("--recipe")
        {
            HelpName = "RECIPE",
            Description = "The recipe by which such a file is measured. Default: simclr.",
        };
        return new Verb(
            new Command("evaluate", "Measure trained encoders again, or by another protocol.")
            {
                runs,
                checkpoint,
                changes.Set,
                images,
                curves,
                encoder,
                recipe,
                changes.AllowPluginChange,
                changes.AllowRecipeChange,
                changes.AllowDataChange,
            },
            RequestOf
        );

        Request RequestOf(ParseResult parsed)
        {
            var asked = new EvaluateRequest(
                [.. parsed.GetRequiredValue(runs)],
                parsed.GetValue(checkpoint),
                [.. parsed.GetValue(changes.Set) ?? []],
                parsed.GetValue(images),
                parsed.GetValue(options.Device)!,
                parsed.GetValue(changes.AllowPluginChange),
                parsed.GetValue(changes.AllowRecipeChange),
                parsed.GetValue(changes.AllowDataChange)
            )
            {
                Curves = parsed.GetValue(curves),
            };
            if (asked.Images is not null && asked.Settings.Any(IsOfTestImages))
                throw new ProblemException(ImagesTwice());
            var network = parsed.GetValue(encoder);
            var by = parsed.GetValue(recipe);
            if (asked.Targets.Any(ForeignWeights.Are))
            {
                var run = ForeignWeights.Run(asked, network, by);
                return new Request.Run(run, options.PluginsIn(parsed));
            }

            if ((network ?? by) is { } misplaced)
                throw new ProblemException(ForeignWeights.NotAlone(misplaced));
            return new Request.Evaluate(asked, options.PluginsIn(parsed));
        }
    }

    private static bool IsOfTestImages(string setting) => setting.StartsWith("images.test=", StringComparison.Ordinal);

    private static Problem ImagesTwice() =>
        new(
            "ROCL0004",
            "--images",
            "Both --images and --set images.test say how many images are measured on.",
            "Leave out one of them."
        );
}
