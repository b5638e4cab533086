using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class HiddenVariablesTests
{
    [Test]
    public void No_is_declares_a_variable_without_a_test() => Held.Everywhere(HiddenVariables.In);

    [TestCase("if (Call() is var x && x > 0) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is > 0 and var x) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is var x and > 0) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is (var x)) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is var (x, y)) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is (var x, var y) && x > y) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is (_, var y)) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is { Value: > 0 and var x }) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is [not 1 and var x]) { }", ExpectedResult = 1)]
    [TestCase("if (Call() is { A: 1 } and { B: 2 }\n    and var x) { }", ExpectedResult = 2)]
    [TestCase("_ = a switch { 1 when b is var c => c, _ => 0 };", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(HiddenVariables.In, text).Single();

    [TestCase("_ = a switch { > 0 and var b => b, { C: > 0 and var d } => d, var e => e };")]
    [TestCase("switch (a) { case var b when b > 0: break; case [> 0 and var c]: break; }")]
    [TestCase("if (a is [var b, \"c\"] || a is Ok { Value: var d } || a is { Length: > 0 } e) { }")]
    [TestCase("if (a is int b and > 0 && c is string { Length: 3 } d and not \"e\") { }")]
    [TestCase("if (a is (var b, 1) || a is (> 0, var c) || a is Pair(var d, var e)) { }")]
    [TestCase("_ = (a is 1) switch { true and var b => b, _ => false };")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(HiddenVariables.In, text), Is.Empty);
}
