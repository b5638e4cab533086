using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

/// <summary>
/// A query changes nothing, neither itself (<see cref="ImpureLambdasTests"/>) nor by what it calls.
/// </summary>
public sealed class QueryEffectsTests
{
    [TestCaseSource(typeof(Project), nameof(Project.Product))]
    public void What_a_query_calls_changes_no_field(Project project)
    {
        if (Sources.IsLookedInto(project.Folder))
            Held.None(new QueryEffects(Compiled.Of(project)).Findings());
    }

    [TestCase("int n; int F(int x) { n = x; return x; } object X => xs.Select(x => F(x));")]
    [TestCase("int n; int F(int x) { n++; return x; } object X => xs.Select(F);")]
    [TestCase("int n; int F(int x) => n += x; int G(int x) => F(x); object X => xs.Where(x => G(x) > 0);")]
    [TestCase("List<int> ys = []; int F(int x) { ys.Add(x); return x; } object X => xs.Select(x => F(x));")]
    [TestCase("HashSet<int> ys = []; bool F(int x) { return !ys.Add(x); } object X => xs.Where(F);")]
    [TestCase("int[] ys = []; int F(int x) { ys[0] = x; return x; } object X => xs.ToDictionary(F);")]
    [TestCase("int Y { get; set; } int F(int x) { Y = x; return x; } object X => xs.Sum(F);")]
    public void A_query_that_calls_such_a_method_is_found(string member) =>
        Assert.That(In(member), Has.Exactly(1).Items);

    [TestCase("int n; int F(int x) => n + x; object X => xs.Select(F);")]
    [TestCase(
        "int F(int x) { var y = x; y++; var ys = new List<int>(); ys.Add(y); return y; } object X => xs.Select(F);"
    )]
    [TestCase("int n; int F(int x) { n = x; return x; } object X => xs.Select(x => new Func<int, int>(F));")]
    [TestCase("int n; int F(int x) { n = x; return x; } void G() { foreach (var x in xs) F(x); }")]
    [TestCase("class B { int n; public int F(int x) => n = x; } object X => xs.Select(x => new B().F(x));")]
    [TestCase("record B(int Y); B F(int x) => new B(x) with { Y = 2 }; object X => xs.Select(F);")]
    public void One_that_calls_others_is_not(string member) => Assert.That(In(member), Is.Empty);

    private static IEnumerable<Finding> In(string member)
    {
        const string Usings = "using System; using System.Linq; using System.Collections.Generic;";
        var text = $"{Usings} class A {{ readonly int[] xs = []; {member} }}";
        return new QueryEffects(Compiled.Of("Control", [Sources.Parse(text, "Control.cs")])).Findings();
    }
}
