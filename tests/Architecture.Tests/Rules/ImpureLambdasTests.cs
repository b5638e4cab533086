using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class ImpureLambdasTests
{
    [Test]
    public void Lambdas_of_queries_are_pure() => Held.Everywhere(ImpureLambdas.In);

    [TestCase("xs.Select(x => total += x);", ExpectedResult = 1)]
    [TestCase("xs.Where(x => { seen = x; return true; });", ExpectedResult = 1)]
    [TestCase("xs.Select((x, i) => (x, n++));", ExpectedResult = 1)]
    [TestCase("xs?.Any(x => --n > 0);", ExpectedResult = 1)]
    [TestCase("xs.Select(x =>\n{\n    list.Add(x);\n    return x;\n});", ExpectedResult = 3)]
    [TestCase("xs.Select(async x => { await Call(x); return x; });", ExpectedResult = 1)]
    [TestCase("xs.Aggregate(0, (sum, x) => { x?.Call(); return sum; });", ExpectedResult = 1)]
    [TestCase("xs.ToDictionary(x => x.Name = \"a\", x => x);", ExpectedResult = 1)]
    [TestCase("xs.Select(x => { (a, b) = x; return a; });", ExpectedResult = 1)]
    [TestCase("xs.Select(x => { var y = x; y.A.B = 1; z[y] = 2; return y; });", ExpectedResult = 1)]
    [TestCase("xs.Where(x => seen.Add(x));", ExpectedResult = 1)]
    [TestCase("xs.Where(x => { return seen.Add(x); });", ExpectedResult = 1)]
    [TestCase("xs.Select(x => !seen.Add(x) && x);", ExpectedResult = 1)]
    [TestCase("Array.Exists(xs, x => seen.Add(x));", ExpectedResult = 1)]
    [TestCase("xs.FindAll(x => n++ > 0);", ExpectedResult = 1)]
    [TestCase("xs.ConvertAll(x => { list.Remove(x); return x; });", ExpectedResult = 1)]
    [TestCase("xs.Where(seen.Add);", ExpectedResult = 1)]
    [TestCase("xs.All(this.names.Remove);", ExpectedResult = 1)]
    [TestCase("_ = from x in xs\n    where !seen.Add(x)\n    select x;", ExpectedResult = 2)]
    [TestCase("_ = from x in xs let y = n++ select y;", ExpectedResult = 1)]
    [TestCase("_ = from x in xs select total += x;", ExpectedResult = 1)]
    [TestCase("xs.GroupBy(x => x > 0 && seen.Remove(x) ? 1 : 2);", ExpectedResult = 1)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(ImpureLambdas.In, text).Single();

    [TestCase("xs.Select(x => new A { B = x } with { C = x });")]
    [TestCase("xs.Select(x => { var y = x; y = y + 1; x = y; return y; });")]
    [TestCase("xs.Select(x => { var y = new int[3]; for (var i = 0; i < 3; i++) y[i] = x; return y; });")]
    [TestCase("xs.Aggregate(Empty, (names, x) => names.Add(x));")]
    [TestCase("xs.Select(x => names.Add(x)).Where(names => names.Add(1).Contains(2));")]
    [TestCase("xs.Select(x => new Test(() => total += x)).Select(x => { void F() { y = x; } return F; });")]
    [TestCase("foreach (var x in xs) { total += x; list.Add(x); }\nxs.ForEach(x => list.Add(x));")]
    [TestCase("xs.Select(x => { var (a, b) = x; _ = a; return b; });")]
    [TestCase("_ = from x in xs let y = names.Add(x) where y.Contains(x) orderby x select new A { B = y };")]
    [TestCase("xs.Select(names.Add);\nxs.Where(known.Contains);\nxs.Exists(x => x > 0);")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(ImpureLambdas.In, text), Is.Empty);
}
