namespace Architecture.Tests.Text;

/// <summary>A recipe, a suite and a template have 120 columns, their comments too.</summary>
internal static class JsonLines
{
    // A schema is written by the program, and holds sentences of comments.
    private const string Schema = ".schema.json";

    public static IEnumerable<Finding> In(Document recipe) =>
        recipe.File.EndsWith(Schema, StringComparison.Ordinal) ? [] : Columns.TooWide(recipe, _ => Columns.Code);
}
