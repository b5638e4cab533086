using System.Text.Json;
using RoCL.Reports.Errors;

namespace Host.Tests.Errors;

/// <summary>
/// A file of the catalogue: whatever is not as it should be is found when it is read.
/// </summary>
public sealed class ReadingFamilies
{
    private const string Error = """
        "ROCL0101": { "sentence": "A.", "cause": "B.", "remedy": "C." }
        """;

    [TestCase($$"""{ "title": "A", "errors": { {{Error}}, {{Error}} } }""", TestName = "A code twice")]
    [TestCase(
        """{ "title": "A", "errors": { "ROCL0101": { "sentence": "A.", "cause": "B." } } }""",
        TestName = "No remedy"
    )]
    [TestCase(
        """{ "title": "A", "errors": { "ROCL0101": { "sentence": "A.", "cause": null, "remedy": "C." } } }""",
        TestName = "No text"
    )]
    [TestCase("""{ "title": "A", "errors": { }, "exit": 3 }""", TestName = "Another key")]
    [TestCase($$"""{ "errors": { {{Error}} } }""", TestName = "No title")]
    public void Is_refused(string text) => Assert.Throws<JsonException>(() => ErrorFamily.Read(text));

    [Test]
    public void A_long_text_may_be_a_list_of_lines()
    {
        var family = ErrorFamily.Read(
            """
            { "title": "Errors", "errors": {
              "ROCL0102": { "sentence": "A.", "cause": ["B", "C."], "remedy": "D.", "isWarning": true },
              "ROCL0101": { "sentence": "E.", "cause": "F.", "remedy": ["G."] } } }
            """
        );
        Assert.That(family.Title, Is.EqualTo("Errors"));
        Assert.That(
            family.Errors,
            Is.EqualTo(
                new ErrorEntry[]
                {
                    new("ROCL0101", "E.", "F.", "G.", IsWarning: false),
                    new("ROCL0102", "A.", "B C.", "D.", IsWarning: true),
                }
            )
        );
    }
}
