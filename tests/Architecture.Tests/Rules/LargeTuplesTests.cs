using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class LargeTuplesTests
{
    [Test]
    public void No_tuple_of_three_leaves_a_method() => Held.Everywhere(LargeTuples.In);

    [TestCase("(int, int, int) F() => default;", ExpectedResult = 1)]
    [TestCase("class A { void F(\n    (int A, int B, int C) x) { } }", ExpectedResult = 2)]
    [TestCase("class A { IEnumerable<(int, int, int)> X => []; }", ExpectedResult = 1)]
    [TestCase("class A { Dictionary<string, (int, int, int)[]>? x; }", ExpectedResult = 1)]
    [TestCase("record A((int, (int, int, int)) X);", ExpectedResult = 1)]
    [TestCase("class A : IEnumerable<(int, int, int)>;", ExpectedResult = 1)]
    [TestCase("class A<T> where T : IEnumerable<(int, int, int)>;", ExpectedResult = 1)]
    [TestCase("delegate (int, int, int) F();", ExpectedResult = 1)]
    [TestCase("void F() { (int, int, int) G() => default; }", ExpectedResult = 1)]
    [TestCase("class A { event Action<(int, int, int)> X; }", ExpectedResult = 1)]
    [TestCase("class A { int this[(int, int, int) x] => 0; }", ExpectedResult = 1)]
    [TestCase("class A { System.Tuple<int, int, int> X; }", ExpectedResult = 1)]
    [TestCase("using Triple = (int, int, int);", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(LargeTuples.In, text).Single();

    [TestCase("(int, int) F() => default;\nIEnumerable<(int, (int, int))> G() => [];")]
    [TestCase("void F() { (int, int, int) x = (1, 2, 3); var y = new List<(int, int, int)>(); }")]
    [TestCase("void F() { foreach ((int, int, int) x in xs) Call<(int, int, int)>((int A, int, int) => 1); }")]
    [TestCase("class A { Func<int, int, int> x; object y = ((int, int, int))z; }")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(LargeTuples.In, text), Is.Empty);
}
