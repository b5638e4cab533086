using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Forking;

/// <summary>The checkpoint that a new run goes on from, as a person names it.</summary>
/// <param name="Run">The folder of the run that has it.</param>
/// <param name="Checkpoint">
/// <c>best</c>, <c>newest</c> or a step; the newest whole one where <see langword="null"/>.
/// </param>
public sealed record ForkPoint(string Run, string? Checkpoint)
{
    private const char Mark = '@';
    private const string Summary = "summary.json";
    private const string Recipe = "recipe.json";
    private const string OfEvaluations = "evaluate";
    private static readonly ImmutableArray<string> OfMeasuring = ["about", "masking", PublishedReading.Key];

    /// <summary>
    /// Where a new run goes on from; <see langword="null"/> where the command line asks for
    /// something else.
    /// </summary>
    /// <param name="targets">What is to be run.</param>
    /// <param name="from">As after <c>--from</c>.</param>
    /// <param name="asked">Other values than those of the files.</param>
    public static ForkPoint? Of(ImmutableArray<string> targets, string? from, Variation asked)
    {
        if (from is not null)
            return Read(from);
        if (targets is not [var only])
            return null;
        if (RunFolder.Is(only))
            return GoesOnAnew(only, asked) ? new(only, null) : null;
        return only.Contains(Mark) && Read(only) is { } named && RunFolder.Is(named.Run) ? named : null;
    }

    /// <summary>Reads <c>RUN</c>, <c>RUN@120</c> or <c>RUN@best</c>.</summary>
    public static ForkPoint Read(string text)
    {
        var mark = text.LastIndexOf(Mark);
        return mark <= 0 || RunFolder.Is(text) ? new(text, null) : new(text[..mark], text[(mark + 1)..]);
    }

    /// <summary>What the new run is called.</summary>
    /// <param name="targets">What is to be run.</param>
    public string NameFor(ImmutableArray<string> targets)
    {
        var recipe = targets.FirstOrDefault(target => !IsRun(target));
        return recipe is null ? $"{WithoutTime(NameOf(Run))}-continued" : Targets.NameOf([recipe]);
    }

    /// <summary>
    /// The recipe of the new run: the run's own, or another that the person names.
    /// </summary>
    /// <param name="targets">What is to be run.</param>
    /// <param name="files">The disk.</param>
    public string RecipeFor(ImmutableArray<string> targets, IFiles files) =>
        targets.FirstOrDefault() switch
        {
            { } run when RunFolder.Is(run) => new RunFolder(files, run).Recipe,
            { } recipe when !IsRun(recipe) => recipe,
            _ => new RunFolder(files, Run).Recipe,
        };

    private static bool IsRun(string target) => RunFolder.Is(target) || RunFolder.Is(Read(target).Run);

    // A finished run whose training is asked for with other values; places of data alone leave it
    // the run that it is.
    private static bool GoesOnAnew(string run, Variation asked)
    {
        if (!File.Exists(Path.Combine(run, Summary)) || !asked.Grids.IsEmpty || asked.Seeds is not null)
            return false;
        if (asked.Seed is not null)
            return true;
        return RecipeFiles
            .Load(Path.Combine(run, Recipe), [])
            .Match(
                was =>
                    RecipeText
                        .SetAll(was, asked.Settings)
                        .Match(
                            now =>
                                RecipeChange
                                    .Keys(was, now)
                                    .Any(key => !RecipePlaces.IsMoved(was, now, key) && IsOfTraining(key)),
                            _ => false
                        ),
                _ => false
            );
    }

    private static bool IsOfTraining(string key)
    {
        var first = key.Split('.')[0];
        return first != OfEvaluations && !OfMeasuring.Contains(first);
    }

    private static string NameOf(string run) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run)));

    // The name of a run's folder begins with the time at which it was made.
    private static string WithoutTime(string name) =>
        name.Split('-', 3) is [{ Length: 8 } day, { Length: 6 } time, { Length: > 0 } rest]
        && day.All(char.IsAsciiDigit)
        && time.All(char.IsAsciiDigit)
            ? rest
            : name;
}
