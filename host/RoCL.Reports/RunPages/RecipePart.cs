using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Reports.Results;
using RoCL.Runs.Provenance;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>The recipe with every default, and what differs from the one that it extends.</summary>
internal static class RecipePart
{
    private const string None = "none";

    /// <summary>The section; none where no recipe is recorded.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source)
    {
        if (source.Recipe is not { } recipe)
            return null;
        var origin = source.Origin;
        var changes = origin?.ParentRecipe is { } parent ? RecipeChange.All(parent, recipe).ToImmutableArray() : [];
        return Section(
            "recipe",
            "Recipe",
            RecordedRecipe.EditsInFolder(source.Run) is { } edits
                ? Styled("p", "note", ResultChanges.Edited(edits))
                : null,
            origin?.Parent is null ? null : Differences(origin.Parent, changes),
            Tag.Of(
                "details",
                Tag.Of("summary", "The whole recipe, with every default"),
                RecipeLines.Of(recipe, [.. changes.Select(change => change.Name)])
            )
        );
    }

    private static IEnumerable<XElement> Differences(string parent, ImmutableArray<ChangedFact> changes)
    {
        if (changes.IsEmpty)
        {
            yield return Tag.Of("p", "It is the recipe ", Tag.Of("code", parent), " as it is.");
            yield break;
        }

        yield return Tag.Of("p", "What differs from ", Tag.Of("code", parent), ", with every default written out:");
        yield return Tag.Table(
            "changes",
            ["key", "here", $"in {parent}"],
            changes.Select(change =>
                (IReadOnlyList<object>)
                    [
                        Tag.Of("code", change.Name),
                        Tag.Of("code", change.Now ?? None),
                        Tag.Of("code", change.Was ?? None),
                    ]
            )
        );
    }
}
