using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

public sealed class FolderCirclesTests
{
    [TestCaseSource(typeof(Project), nameof(Project.Product))]
    public void No_folder_uses_another_that_leads_back_to_it(Project project)
    {
        var isOneFolder = project.CSharpFiles.Select(project.FolderOf).Distinct().Count() == 1;
        if (!isOneFolder && Sources.IsLookedInto(project.Folder))
        {
            Held.None(FolderCircles.In(FolderUse.In(Compiled.Of(project), project.FolderOf)));
        }
    }

    [TestCase("class A { B? b; }", "class B { A? a; }", "", ExpectedResult = "A.cs B/B.cs")]
    [TestCase(
        "class A { const int X = B.Y; }",
        "class B { public const int Y = C.Z; }",
        "class C { public const int Z = 1; string? s = nameof(A); }",
        ExpectedResult = "A.cs B/B.cs C/C.cs"
    )]
    [TestCase(
        "static class A { public static int Of(this string s) => B.X; }",
        "class B { public static int X => \"\".Of(); }",
        "",
        ExpectedResult = "A.cs B/B.cs"
    )]
    [TestCase("using X = B; class A { X? b; }", "class B { A? a; }", "", ExpectedResult = "A.cs B/B.cs")]
    [TestCase(
        "[B] class A;",
        "class BAttribute : System.Attribute { A? a; }",
        "delegate void C();",
        ExpectedResult = "A.cs B/B.cs"
    )]
    [TestCase(
        "record A(int X);",
        "class B { public static void Take(A a) { } }",
        "class C { C() => B.Take(new(1)); }",
        ExpectedResult = ""
    )]
    [TestCase(
        "class A { }",
        "class B { C? c; }",
        "/// <see cref=\"B\"/>\nclass C { string s = \"B\"; A? a; }",
        ExpectedResult = ""
    )]
    [TestCase(
        "class A { void F() { var c = B.Make(); } }",
        "class B { public static C Make() => new(); }",
        "class C { A? a; }",
        ExpectedResult = "A.cs A.cs B/B.cs C/C.cs"
    )]
    public string A_circle_is_found_by_each_of_its_edges(string a, string b, string c)
    {
        var files = new[] { Sources.Parse(a, "A.cs"), Sources.Parse(b, "B/B.cs"), Sources.Parse(c, "C/C.cs") };
        var uses = FolderUse.In(Compiled.Of("Control", files), file => Path.GetDirectoryName(file)!);
        return string.Join(' ', FolderCircles.In(uses).Select(finding => finding.File).Order(StringComparer.Ordinal));
    }
}
