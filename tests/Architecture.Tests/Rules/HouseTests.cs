using System.Text.RegularExpressions;
using Architecture.Tests.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>What may lie where.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] AtTheTop =
    [
        ".ci",
        ".config",
        ".csharpierignore",
        ".csharpierrc.json",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Directory.Build.props",
        "Directory.Packages.props",
        "Directory.Solution.props",
        "Directory.Solution.targets",
        "LICENSE",
        "README.md",
        "RoCL.Plugins.sln",
        "contracts",
        "docs",
        "global.json",
        "host",
        "plugin-templates",
        "plugins",
        "tests",
    ];

    [Test]
    public void The_top_level_holds_what_belongs_there_and_nothing_else() =>
        Assert.That(
            Tops(Repository.Files()),
            Is.SubsetOf(AtTheTop).And.SupersetOf(new[] { "contracts", "docs", "host", "plugins", "tests" })
        );

    [Test]
    public void Every_project_is_in_the_solution() =>
        Assert.That(
            Outside(Repository.Read("RoCL.Plugins.sln"), Repository.Product.Concat(Repository.Files("tests"))),
            Is.Empty
        );

    [Test]
    public void No_file_is_named_after_nothing() =>
        Assert.That(Repository.Files().Where(file => IsNamedAfterNothing(NameOf(file))), Is.Empty);

    [Test]
    public void No_type_is_named_after_nothing() => Held.Everywhere(TypesNamedAfterNothing);

    // Composition, command line and supervision; what takes more than that is a room of its own.
    [Test]
    public void The_host_is_small() =>
        Assert.That(
            CountLines(
                Repository
                    .Files("host/RoCL.Host")
                    .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
                    .Select(Repository.Read)
            ),
            Is.LessThan(2_500)
        );

    [Test]
    public void What_lies_at_the_top_is_found() =>
        Assert.That(Tops(["notes.txt", "host/A.cs", "host/B.cs"]), Is.EqualTo(new[] { "notes.txt", "host" }));

    [Test]
    public void A_project_outside_of_the_solution_is_found()
    {
        const string Solution = """Project("{F}") = "A", "host\A\A.csproj", "{0}" """;
        Assert.That(
            Outside(Solution, ["host/A/A.csproj", "host/A/A.cs", "host/AB/A.csproj"]),
            Is.EqualTo(new[] { "host/AB/A.csproj" })
        );
    }

    [TestCase("host/PathUtils.cs", ExpectedResult = true)]
    [TestCase("tests/TestHelper.cs", ExpectedResult = true)]
    [TestCase("plugins/Common.cs", ExpectedResult = true)]
    [TestCase("host/Common/Recipe.cs", ExpectedResult = false)]
    [TestCase("host/Manage.cs", ExpectedResult = false)]
    [TestCase("host/RecipeInfo.cs", ExpectedResult = true)]
    [TestCase("docs/data2.json", ExpectedResult = true)]
    [TestCase("tests/golden/fab_l2.safetensors", ExpectedResult = false)]
    public bool A_file_that_is_named_after_nothing_is_found(string file) => IsNamedAfterNothing(NameOf(file));

    [TestCase("class A { record PathInfo; }\ndelegate void B();", ExpectedResult = 1)]
    [TestCase("class Base { }\nenum Info { A }\nclass BaseAttack;", ExpectedResult = 2)]
    public int Types_that_are_named_after_nothing_are_found(string text) =>
        Held.Lines(TypesNamedAfterNothing, text).Count();

    [TestCase("", ExpectedResult = 0)]
    [TestCase("a\nb\n\n", ExpectedResult = 3)]
    [TestCase("a\nb", ExpectedResult = 2)]
    public int The_lines_of_a_file_are_counted(string text) => CountLines([text]);

    private static IEnumerable<string> Tops(IEnumerable<string> files) =>
        files.Select(file => file.Split('/')[0]).Distinct();

    private static IEnumerable<string> Outside(string solution, IEnumerable<string> files) =>
        files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => !solution.Contains($"\"{file.Replace('/', '\\')}\"", StringComparison.Ordinal));

    private static IEnumerable<Finding> TypesNamedAfterNothing(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => IsNamedAfterNothing(type.Identifier.Text))
            .Select(type => type.Breaks("name", "Name this type after what it is."));

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static bool IsNamedAfterNothing(string name) => Nothing().IsMatch(name);

    private static int CountLines(IEnumerable<string> texts) =>
        texts.Sum(text => text.Count(sign => sign == '\n') + (text is "" || text.EndsWith('\n') ? 0 : 1));

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Util|Common|Misc|Base|Info|[a-z]{2}2)$")]
    private static partial Regex Nothing();
}
