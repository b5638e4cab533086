using Architecture.Tests.Text;

namespace Architecture.Tests.Rules;

public sealed class BannedWordsTests
{
    [Test]
    public void Words_are_those_of_the_field() => Held.None(Sources.AllText.SelectMany(BannedWords.In));

    [TestCase("// It climbs on.\n", ExpectedResult = 1)]
    [TestCase("\nbool HasClimbed;\n", ExpectedResult = 2)]
    [TestCase("\n\nvar text = \"first\\ntold\";\n", ExpectedResult = 3)]
    [TestCase("var lent_tensors = 0;", ExpectedResult = 1)]
    [TestCase("TROUBLESHOOTING", ExpectedResult = 1)]
    [TestCase("/// the standing\n/// views", ExpectedResult = 2)]
    [TestCase("var standingView = 1;", ExpectedResult = 1)]
    [TestCase("A view that stands still.", ExpectedResult = 1)]
    [TestCase("It was blamed for it.", ExpectedResult = 1)]
    [TestCase("Reckoned with", ExpectedResult = 1)]
    [TestCase("mending", ExpectedResult = 1)]
    [TestCase("its whereabouts", ExpectedResult = 1)]
    [TestCase("lending", ExpectedResult = 1)]
    [TestCase("blaming", ExpectedResult = 1)]
    public int A_banned_word_is_found_on_its_line(string text) =>
        BannedWords.In(new("docs/control.md", text)).Single().Line;

    [Test]
    public void A_banned_word_in_the_name_of_a_file_is_found() =>
        Assert.That(BannedWords.In(new("host/GradientTroubles.cs", "")), Has.Exactly(1).Items);

    [TestCase("We recommend silent, equivalent, excellent amendments.")]
    [TestCase("A long standing. Views are made.")]
    [TestCase("The time still stands.")]
    [TestCase("It is still. Blameless, untold, foretold.")]
    public void Other_words_are_not(string text) => Assert.That(BannedWords.In(new("docs/control.md", text)), Is.Empty);
}
