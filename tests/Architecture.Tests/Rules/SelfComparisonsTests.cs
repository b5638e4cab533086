using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class SelfComparisonsTests
{
    [Test]
    public void No_assertion_compares_a_value_with_itself() => Held.Everywhere(SelfComparisons.In);

    [TestCase("Assert.That(a.B, Is.EqualTo(a.B));", ExpectedResult = 1)]
    [TestCase("Assert.That((a, b),\n    Is.EqualTo((1, b)));", ExpectedResult = 2)]
    [TestCase("Assert.That(F(x), Is.EquivalentTo(F( x )), \"says\");", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(SelfComparisons.In, text).Single();

    [TestCase("Assert.That(a.B, Is.EqualTo(b.B));\nAssert.That((a, b), Is.EqualTo((b, a)));")]
    [TestCase("Assert.That(a, Is.Not.EqualTo(b).And.EqualTo(c));\nAssert.That(a, Has.Count.EqualTo(1));")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(SelfComparisons.In, text), Is.Empty);
}
