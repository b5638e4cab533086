using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class NestedConditionalsTests
{
    [Test]
    public void No_conditional_operator_holds_another() => Held.Everywhere(NestedConditionals.In);

    [TestCase("var x = a ? b\n    : c ? d : e;", ExpectedResult = 2)]
    [TestCase("var x = (a ? b : c)\n    ? d : e;", ExpectedResult = 1)]
    [TestCase("var x = a ? Call(b,\n    (c ? d : e)) : f;", ExpectedResult = 2)]
    [TestCase("var x = a ? b switch { 1 when\n    (c ? d : e) => 1, _ => 2 } : f;", ExpectedResult = 2)]
    [TestCase("bool F() => a ? $\"{\n    (b ? c : d)}\" : e;", ExpectedResult = 2)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(NestedConditionals.In, text).Single();

    [TestCase("var x = a ? xs.Select(x => x ? 1 : 2) : ys.Select(y => { return y ? 1 : 2; });")]
    [TestCase("Call(a ? b : c, d ? e : f);")]
    [TestCase("if (a) return b ? c : d; else return e ? f : g;")]
    [TestCase("int? x = a?.b ?? c?[0];")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(NestedConditionals.In, text), Is.Empty);
}
