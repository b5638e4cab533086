namespace Architecture.Tests.Text;

/// <summary>A recipe, a suite and a template have 120 columns, their comments too.</summary>
internal static class JsonLines
{
    public static IEnumerable<Finding> In(Document recipe) => Columns.TooWide(recipe, _ => Columns.Code);
}
