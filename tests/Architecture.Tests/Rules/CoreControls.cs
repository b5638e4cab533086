using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

/// <summary>
/// That the rules of <see cref="CoreTests" /> can fail, and fail at nothing else.
/// </summary>
public sealed class CoreControls
{
    [TestCase("System.Lazy<int> X = new(() => 1);", ExpectedResult = 1)]
    [TestCase("object X() => System.Reflection.Assembly.LoadFrom(\"x.dll\");", ExpectedResult = 1)]
    [TestCase("object X() => System.Runtime.Loader.AssemblyLoadContext.Default;", ExpectedResult = 1)]
    [TestCase("string X = nameof(McMaster.NETCore.Plugins.PluginLoader);", ExpectedResult = 1)]
    [TestCase("System.Reflection.Metadata.MetadataReader? X;", ExpectedResult = 1)]
    [TestCase("object X() => typeof(A).Assembly.GetName();", ExpectedResult = 0)]
    [TestCase("class Lazy; Lazy X = new(); object Load() => typeof(System.Reflection.MethodInfo);", ExpectedResult = 0)]
    public int What_loads_or_puts_off_is_found(string member) =>
        ForbiddenUses.In(Class(member), CoreTests.Forbidden).Select(finding => finding.Line).Distinct().Count();

    [TestCase("static int X;")]
    [TestCase("static int X { get; set; }")]
    [TestCase("static event System.Action? X;")]
    [TestCase("static readonly int[] X = [];")]
    [TestCase("static readonly System.Collections.Generic.List<int> X = [];")]
    [TestCase("static System.Collections.Generic.IReadOnlyList<int> X { get; } = [];")]
    [TestCase("static System.Collections.Generic.Dictionary<int, int> X { get; } = [];")]
    [TestCase("static readonly System.Collections.Immutable.ImmutableArray<int[]> X = [];")]
    [TestCase("static readonly System.Collections.Immutable.ImmutableArray<int>.Builder? X;")]
    [TestCase("static readonly (int, int[]) X;")]
    [TestCase("static readonly object X = new();")]
    [TestCase("static readonly B X = new(1); record B(int Y) { public int Z { get; set; } }")]
    [TestCase("static readonly B? X; abstract record B { sealed record C(int[] Y) : B; }")]
    [TestCase("static readonly B? X; record B(C Y); class C { int z; }")]
    [TestCase("class B { static int X; }")]
    [TestCase("static TorchSharp.torch.Tensor? X { get; }")]
    public void Static_state_is_found(string member) =>
        Assert.That(StaticState.In(Class(member)), Has.Exactly(1).Items);

    [TestCase("int X; int[] Y { get; set; } = []; event System.Action? Z;")]
    [TestCase("const int X = 1; static readonly string Y = \"\"; static System.Type? Z { get; } enum B { C }")]
    [TestCase("static int X => 1; static int[] Y() => []; static readonly int? Z;")]
    [TestCase("static readonly System.Collections.Immutable.ImmutableArray<(int, string)> X = [];")]
    [TestCase("static System.Collections.Frozen.FrozenSet<string>? X { get; }")]
    [TestCase("static readonly System.Text.RegularExpressions.Regex X = new(\"x\");")]
    [TestCase("static readonly B? X; abstract record B(B? Y) { sealed record C(int Z) : B(null); }")]
    [TestCase("static RoCL.Contracts.Seed? X { get; } = null;")]
    [TestCase("static readonly System.Diagnostics.DiagnosticListener X = new(\"x\");")]
    public void What_does_not_change_is_no_static_state(string member) =>
        Assert.That(StaticState.In(Class(member)), Is.Empty);

    [TestCase("int X => throw new ProblemException();")]
    [TestCase("int X { get { return Y(); } } int Y() => Z; int Z => 1 > 2 ? 1 : throw new ProblemException();")]
    [TestCase("int X => shell.Ask(); IShell shell;")]
    [TestCase("int this[int i] => shell.Ask() + i; IShell shell;")]
    [TestCase("int X => open(); System.Func<int> open;")]
    [TestCase("class B(System.Func<int> open) { int X => open(); }")]
    [TestCase("int X => throw Y(); ProblemException Y() => new();")]
    [TestCase("int X => later.Value; System.Lazy<int> later;")]
    [TestCase("int X => new B().Y; class B { public int Y { get; } public B() { throw new ProblemException(); } }")]
    public void A_property_that_opens_something_is_found(string member) => Assert.That(Effects(member), Is.Not.Empty);

    [TestCase("int X => 1; int Y { get; } = Z(); static int Z() => throw new ProblemException();")]
    [TestCase("int X { get => 1; set => throw new ProblemException(); }")]
    [TestCase("int X() => shell.Ask(); IShell shell;")]
    [TestCase("int X => own.Ask(); IOwn own; interface IOwn { int Ask(); }")]
    [TestCase("int X => Guard(() => 1); int Guard(System.Func<int> call) => call();")]
    [TestCase("class B : System.Collections.ICollection { public int Count => throw new ProblemException(); }")]
    [TestCase("int X => of(1); System.Func<int, int> of;")]
    [TestCase("int X => throw new System.ArgumentException();")]
    [TestCase("int X => Even(3) ? 1 : 0; bool Even(int n) => n == 0 || !Even(n - 1);")]
    public void A_property_that_answers_at_once_is_not(string member) => Assert.That(Effects(member), Is.Empty);

    private static IEnumerable<Finding> Effects(string member)
    {
        const string Around = "class ProblemException : System.Exception; interface IShell { int Ask(); }";
        return new GetterEffects(Class($"{Around} {member}"), new HashSet<string> { "IShell" }).Findings();
    }

    private static Compiled Class(string members) =>
        Compiled.Of("Control", [Sources.Parse($"#nullable enable\nclass A {{ {members} }}", "Control.cs")]);
}
