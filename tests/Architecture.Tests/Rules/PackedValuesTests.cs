using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class PackedValuesTests
{
    [Test]
    public void No_values_are_packed_to_be_unpacked() => Held.Everywhere(PackedValues.In);

    [TestCase("var (a, b) = (x, y);", ExpectedResult = 1)]
    [TestCase("(a, b) = (x, y);", ExpectedResult = 1)]
    [TestCase("(var a, b) = ((x, y));", ExpectedResult = 1)]
    [TestCase("(a, b) = (b, a + b);", ExpectedResult = 1)]
    [TestCase("class A\n{\n    A(int x, int y) => (X, Y) = (x, y);\n}", ExpectedResult = 3)]
    [TestCase("for (var (i, j) = (0, 1); i < j; i++) { }", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(PackedValues.In, text).Single();

    [TestCase("var (a, b) = Call();\n(a, b) = Call(x, y);\nvar pair = (x, y);")]
    [TestCase("(a, b) = (b, a);\n(a, b, c) = (c, a, b);\n(x[i], x[j]) = (x[j], x[i]);")]
    [TestCase("return (x, y);")]
    [TestCase("foreach (var (a, b) in new[] { (x, y) }) { }")]
    [TestCase("var (low, high) = isReversed ? (b, a) : (a, b);")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(PackedValues.In, text), Is.Empty);
}
