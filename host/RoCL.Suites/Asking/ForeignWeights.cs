using System.Globalization;
using RoCL.Core.Recipes;
using RoCL.Suites.Measuring;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Suites.Asking;

/// <summary>
/// Weights of another program under measurement: a run without a step of training that begins with
/// the file (<see cref="MeasuredWeights"/>), and so has all that a run has: record, summary,
/// classifiers.
/// </summary>
public static class ForeignWeights
{
    private const string UsualRecipe = "simclr";

    /// <summary>Whether a target is a file of weights.</summary>
    public static bool Are(string target) => target.EndsWith(Init.FileExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is run to measure them.</summary>
    /// <param name="asked">What <c>rocl evaluate</c> is asked for.</param>
    /// <param name="encoder">The encoder; the recipe's where left out.</param>
    /// <param name="recipe">The recipe that says how; <c>simclr</c> where left out.</param>
    /// <exception cref="ProblemException">
    /// ROCL0834: the file stands among other targets.
    /// </exception>
    public static RunRequest Run(EvaluateRequest asked, string? encoder, string? recipe)
    {
        if (asked.Targets.Length != 1 || asked.Checkpoint is not null || asked.Curves)
            throw new ProblemException(NotAlone(asked.Targets.First(Are)));
        var file = asked.Targets[0];
        var by = recipe ?? UsualRecipe;
        ImmutableArray<string> settings =
        [
            "train.epochs=0",
            .. encoder is null ? Enumerable.Empty<string>() : [$"encoder.use={encoder}"],
            .. asked.Images is { } images
                ? [string.Create(CultureInfo.InvariantCulture, $"images.test={images}")]
                : Enumerable.Empty<string>(),
            .. asked.Settings,
        ];
        return new RunRequest(
            [by],
            Variation.None with
            {
                Settings = settings,
            },
            asked.Device,
            Out: null,
            PlanOnly: false,
            Fetch: false,
            new TrustDemand(new(asked.AllowChange, null), asked.AllowRecipeChange),
            GivenUp: [],
            Unrehearsed: true
        )
        {
            Weights = file,
        };
    }

    /// <summary>ROCL0834: an option or a target does not go with a file of weights.</summary>
    /// <param name="where">The target or the option.</param>
    public static Problem NotAlone(string where) =>
        new(
            "ROCL0834",
            where,
            "A safetensors file is measured alone, and --encoder and --recipe go with such a file only.",
            "Name one file, without --checkpoint and --curves; or leave out --encoder and --recipe for runs."
        );
}
