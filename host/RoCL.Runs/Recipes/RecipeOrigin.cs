using System.Text.Json.Nodes;

namespace RoCL.Runs.Recipes;

/// <summary>Where a run's recipe comes from, in an entry of <c>environment.json</c>.</summary>
/// <param name="Command">The command that makes the run again, from nothing.</param>
/// <param name="Parent">
/// The recipe that it extends, by name or file; the recipe itself where it extends none. Nothing
/// where that is not known.
/// </param>
/// <param name="ParentRecipe">The parent with all defaults written out.</param>
public sealed record RecipeOrigin(string Command, string? Parent, JsonObject? ParentRecipe);
