using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class AssignmentsTests
{
    [Test]
    public void No_assignment_hides_in_an_expression() => Held.Everywhere(Assignments.In);

    [TestCase("a =\n    b = c;", ExpectedResult = 2)]
    [TestCase("return x = y;", ExpectedResult = 1)]
    [TestCase("while ((line = Read()) != null) { }", ExpectedResult = 1)]
    [TestCase("Call(i++);", ExpectedResult = 1)]
    [TestCase("var x = values[--i];", ExpectedResult = 1)]
    [TestCase("for (; (i += 2) < n;) { }", ExpectedResult = 1)]
    [TestCase("var x = y ??= z;", ExpectedResult = 1)]
    [TestCase("Call(() => (x = 1) > 0);", ExpectedResult = 1)]
    [TestCase("var x = new List<int> { (y = 2) };", ExpectedResult = 1)]
    [TestCase("_ = a switch { 1 => x = 2, _ => 3 };", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(Assignments.In, text).Single();

    [TestCase("a = b;\nc += d;\n(e, f) = Call();\n_ = g;\nh ??= i;\na?.b = c;")]
    [TestCase("i++;\n--j;\na.b[c]++;")]
    [TestCase("for (i = 0, j = 1; i < n; i++, j += 2) { }")]
    [TestCase("class A { int X { get; set => field = value; } A(int x) => X = x; void F() => X++; }")]
    [TestCase("Call(() => x = 1, x => { y = x; });")]
    [TestCase("var x = new A { B = 1, C = { D = 2 }, [3] = 4 } with { E = 5 };")]
    [TestCase("[A(B = 1)] class C;")]
    [TestCase("void F(int x = 1) { var y = 2; const int z = 3; }")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(Assignments.In, text), Is.Empty);
}
