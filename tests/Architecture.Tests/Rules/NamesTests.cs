using Architecture.Tests.Projects;
using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>Names of types and namespaces.</summary>
public sealed class NamesTests
{
    // What a plugin's author imports: one name for all of it, however many folders it has.
    private static readonly string[] OneNamespace = ["RoCL.Contracts", "RoCL.Contracts.Testing"];

    [Test]
    public void No_two_types_of_the_product_share_a_name() =>
        Held.None(
            TypeNames
                .In(
                    Repository
                        .Product.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
                        .Select(Sources.Tree)
                )
                .Where(finding => Sources.IsLookedAt(finding.File))
        );

    [Test]
    public void Namespaces_are_folders() =>
        Held.None(
            from project in Project.Product
            where !OneNamespace.Contains(project.Name)
            from file in project.CSharpFiles
            where Sources.IsLookedAt(file)
            from finding in Namespaces.In(Sources.Tree(file), project.RootNamespace, project.FolderOf(file))
            select finding
        );

    [TestCase("namespace A { class X; } namespace B { record X(int Y); }", ExpectedResult = 2)]
    [TestCase("namespace A; class X { enum Y; } class Y;", ExpectedResult = 2)]
    [TestCase("namespace A { delegate void X(); } namespace B { class X { delegate int X(); } }", ExpectedResult = 3)]
    [TestCase("namespace A; class X { class Z; } class Y { class Z; }", ExpectedResult = 2)]
    [TestCase("namespace A; partial class X; partial class X; class Y; static class Y<T>;", ExpectedResult = 0)]
    [TestCase("abstract record X { record Ok : X; } abstract record Y<T> { record Ok : A.Y<T>; }", ExpectedResult = 0)]
    public int Types_that_share_a_name_are_found(string text) =>
        TypeNames.In([Sources.Parse(text, "host/Control.cs")]).Count();

    [TestCase("namespace RoCL.Core.Plans.Views; class X { enum Y; }", ExpectedResult = 0)]
    [TestCase("namespace RoCL.Core { namespace Plans.Views { delegate void X(); } }", ExpectedResult = 0)]
    [TestCase("global using System;", ExpectedResult = 0)]
    [TestCase("namespace RoCL.Core.Plans; class X;", ExpectedResult = 1)]
    [TestCase("namespace RoCL.Core.Plans.Views.More; class X; record Y;", ExpectedResult = 2)]
    [TestCase("class X;", ExpectedResult = 1)]
    public int A_type_in_another_namespace_is_found(string text) =>
        Namespaces.In(Sources.Parse(text, "host/RoCL.Core/Plans/Views/X.cs"), "RoCL.Core", "Plans/Views").Count();
}
