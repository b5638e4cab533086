using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class CrowdedLinesTests
{
    [Test]
    public void A_line_has_one_statement() => Held.Everywhere(CrowdedLines.In);

    [TestCase("a();\nb(); c();", ExpectedResult = 2)]
    [TestCase("void F()\n{ a(); b(); }", ExpectedResult = 2)]
    [TestCase("var x = () => { a(); return b; };", ExpectedResult = 1)]
    [TestCase("switch (x) { case 1: a(); break; }", ExpectedResult = 1)]
    [TestCase("if (x) a(); else b();", ExpectedResult = 1)]
    [TestCase("if (x)\n{\n} a();", ExpectedResult = 3)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(CrowdedLines.In, text).Single();

    [TestCase("a();\nb();\nvoid F() { c(); }")]
    [TestCase("if (x) return;\nelse return;")]
    [TestCase("switch (x) { case 1: return y; }\nfor (var i = 0; i < 1; i++) a();")]
    [TestCase("var x = xs.Select(x => { return x; });")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(CrowdedLines.In, text), Is.Empty);
}
