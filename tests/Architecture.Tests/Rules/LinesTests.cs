using Architecture.Tests.Text;

namespace Architecture.Tests.Rules;

/// <summary>Wide lines and long files.</summary>
public sealed class LinesTests
{
    [Test]
    public void Code_has_120_columns_and_comments_100() => Held.Everywhere(CSharpLines.In);

    [Test]
    public void A_file_of_the_product_has_160_lines_and_one_of_tests_260() => Held.Everywhere(FileLengths.In);

    [Test]
    public void Pages_have_100_columns() => Held.None(Sources.Markdown.SelectMany(MarkdownLines.In));

    [Test]
    public void Recipes_have_120_columns() => Held.None(Sources.Json.SelectMany(JsonLines.In));

    [Test]
    public void Projects_styles_and_scripts_have_120_columns() => Held.None(Sources.Builds.SelectMany(BuildLines.In));

    [Test]
    public void Of_each_kind_of_file_some_are_looked_at() =>
        Assert.That(
            Repository.Files().Where(BuildLines.IsOne).Select(Path.GetExtension),
            Is.SupersetOf(new[] { ".csproj", ".props", ".targets", ".proj", ".css", ".sh", ".py", "" })
        );

    [TestCase("host/RoCL.Core/Control.csproj", 120, ExpectedResult = false)]
    [TestCase("host/RoCL.Core/Control.csproj", 121, ExpectedResult = true)]
    [TestCase("host/Pages/control.css", 121, ExpectedResult = true)]
    public bool A_line_of_a_project_is_too_wide(string file, int width) =>
        BuildLines.In(new(file, AsWide("{0}", width))).Any();

    [TestCase(120, "var x = {0};", ExpectedResult = false)]
    [TestCase(121, "var x = {0};", ExpectedResult = true)]
    [TestCase(120, "Call(); // {0}", ExpectedResult = false)]
    [TestCase(121, "Call(); // {0}", ExpectedResult = true)]
    [TestCase(100, "    // {0}", ExpectedResult = false)]
    [TestCase(101, "    // {0}", ExpectedResult = true)]
    [TestCase(101, "/// {0}\nclass A;", ExpectedResult = true)]
    [TestCase(101, "/* {0} */", ExpectedResult = true)]
    [TestCase(101, "/*\n {0} */", ExpectedResult = true)]
    [TestCase(120, "var x = \"\"\"\n// {0}\n\"\"\";", ExpectedResult = false)]
    [TestCase(121, "var x = \"\"\"\n// {0}\n\"\"\";", ExpectedResult = true)]
    public bool A_line_of_code_is_too_wide(int width, string shape) =>
        Held.Lines(CSharpLines.In, AsWide(shape, width)).Any();

    [TestCase(100, "{0}", ExpectedResult = false)]
    [TestCase(101, "{0}", ExpectedResult = true)]
    [TestCase(101, "- {0}", ExpectedResult = true)]
    [TestCase(101, "see [a](https://{0})", ExpectedResult = true)]
    [TestCase(999, "| {0} |", ExpectedResult = false)]
    [TestCase(999, "- [a](https://{0})", ExpectedResult = false)]
    [TestCase(999, "[a]: https://{0}", ExpectedResult = false)]
    [TestCase(120, "```\n{0}\n```", ExpectedResult = false)]
    [TestCase(121, "```\n{0}\n```", ExpectedResult = true)]
    [TestCase(101, "```\na\n```\n{0}", ExpectedResult = true)]
    public bool A_line_of_a_page_is_too_wide(int width, string shape) =>
        MarkdownLines.In(new("docs/control.md", AsWide(shape, width))).Any();

    [TestCase(120, ExpectedResult = false)]
    [TestCase(121, ExpectedResult = true)]
    public bool A_line_of_a_recipe_is_too_wide(int width) =>
        JsonLines.In(new("host/recipes/control.json", AsWide("{0}", width))).Any();

    [TestCase("host/Control.cs", 160, ExpectedResult = false)]
    [TestCase("host/Control.cs", 161, ExpectedResult = true)]
    [TestCase("tests/Control.cs", 260, ExpectedResult = false)]
    [TestCase("tests/Control.cs", 261, ExpectedResult = true)]
    public bool A_file_is_too_long(string file, int lines) =>
        FileLengths.In(Sources.Parse(string.Concat(Enumerable.Repeat("//\n", lines)), file)).Any();

    // The line of the shape that holds "{0}", filled until it has its width.
    private static string AsWide(string shape, int width)
    {
        var line = shape.Split('\n').Single(part => part.Contains("{0}", StringComparison.Ordinal));
        return shape.Replace("{0}", new string('x', width - line.Length + "{0}".Length), StringComparison.Ordinal);
    }
}
