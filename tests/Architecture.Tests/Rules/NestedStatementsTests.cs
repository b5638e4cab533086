using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class NestedStatementsTests
{
    [Test]
    public void Nested_statements_have_braces() => Held.Everywhere(NestedStatements.In);

    [TestCase("foreach (var x in xs)\n    if (x) Call();", ExpectedResult = 2)]
    [TestCase("if (a)\n    foreach (var (x, y) in xs) Call();", ExpectedResult = 2)]
    [TestCase("if (a) Call();\nelse\n    while (b) Call();", ExpectedResult = 3)]
    [TestCase("for (;;)\n    try { } catch { }", ExpectedResult = 2)]
    [TestCase("using (a)\n    using (b) Call();", ExpectedResult = 2)]
    [TestCase("do\n    lock (a) Call();\nwhile (b);", ExpectedResult = 2)]
    [TestCase("while (a)\n    ;", ExpectedResult = 2)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(NestedStatements.In, text).Single();

    [TestCase("foreach (var x in xs)\n{\n    if (x) Call();\n}")]
    [TestCase("if (a) Call();\nelse if (b) return;\nelse { }")]
    [TestCase("while (a) await Call();")]
    [TestCase("IEnumerable<int> Of() { foreach (var x in xs) yield return x; }")]
    [TestCase("if (a) throw b;\nfor (;;) break;")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(NestedStatements.In, text), Is.Empty);
}
