using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

public sealed class MessagesTests
{
    [Test]
    public void Messages_are_sentences() =>
        Held.None(
            Sources
                .CSharp.Where(tree => !tree.FilePath.StartsWith("tests/", StringComparison.Ordinal))
                .SelectMany(Messages.In)
        );

    [TestCase("new Problem(\"ROCL0101\", where, \"is no file.\", \"Name one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, \"It is no file\", \"Name one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, \"It is no file.\", \"name one\");")]
    [TestCase("new(\"ROCL0101\", where, $\"cannot be read: {fault}\", \"Name one.\");")]
    [TestCase("node.Report(\"ROCL0101\", \"is no \" + kind, \"Name one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, isThere ? \"It is empty.\" : \"is no file.\", \"Name one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, kind switch { 1 => \"It is empty.\", _ => $\"no {kind}\" }, \"\");")]
    [TestCase("throw Attribution.Fault(use, \"ROCL0101\", \"gave nothing.\");")]
    public void Such_code_breaks_the_rule(string text) =>
        Assert.That(Held.Lines(Messages.In, text), Is.EqualTo(new[] { 1 }));

    [TestCase("new Problem(\"ROCL0101\", where, \"The file is empty.\", \"Write one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, $\"{name} is empty: {fault}\", \"\");")]
    [TestCase("new Problem(\"ROCL0101\", where, What(name), remedy);")]
    [TestCase("new Problem(\"ROCL0101\", where, (isThere ? \"It is empty.\" : What(name)), \"Name one.\");")]
    [TestCase("new Problem(\"ROCL0101\", where, $\"The file has {length} bytes, \" + $\"and not {other}.\", \"\");")]
    [TestCase("new Sign(\"ROCL0521\", name, false, 0, \"of the images\");")]
    [TestCase("Assert.That(code, Is.EqualTo(\"ROCL0101\"), \"of a file\");")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(Messages.In, text), Is.Empty);
}
