using System.Text.RegularExpressions;
using Processes.Tests.Runs;

namespace Processes.Tests.Sources;

/// <summary>
/// Two builds of one plugin: messages name the files that the person named, and names that work.
/// </summary>
public sealed partial class NamingBuilds
{
    private const string Recipe = """{ "extends": "demo-simclr", "views": { "a": { "augment": ["brighter"] } } }""";

    private static string Brighter(string how) =>
        $$"""
            /// <summary>Adds light.</summary>
            [Component("brighter", "Adds light")]
            public sealed record Brighter : IAugmentation
            {
                public Tensor Apply(Tensor images, Rng random) => images{{how}};
            }
            """;

    private static Rocl With(string first, string second)
    {
        var rocl = new Rocl();
        foreach (var file in (string[])[first, second])
            Directory.CreateDirectory(Path.GetDirectoryName(rocl[file])!);
        File.WriteAllText(rocl[first], Brighter(""));
        File.WriteAllText(rocl[second], Brighter(".clone()"));
        File.WriteAllText(rocl["mine.json"], Recipe);
        return rocl;
    }

    // The names between quotation marks, each of which a recipe may use.
    private static void AssertTheyWork(Rocl rocl, IEnumerable<string> names, string[] plugins)
    {
        foreach (var name in names)
        {
            File.WriteAllText(rocl["named.json"], Recipe.Replace("brighter", name, StringComparison.Ordinal));
            var ended = rocl.Run(["check", "named.json", .. plugins]);
            Assert.That(ended.Code, Is.Zero, $"{name}: {ended}");
        }
    }

    [Test]
    public void Files_of_one_name_are_named_as_the_person_did_and_by_names_that_work()
    {
        using var rocl = With("one/Brighter.cs", "two/Brighter.cs");
        string[] plugins = ["--plugin", "one/Brighter.cs", "--plugin", "two"];
        var refused = rocl.Run(["check", "mine.json", .. plugins]);
        Assert.That(refused.Error, Does.StartWith("error ROCL0203 "), refused.ToString());
        Assert.That(refused.Error, Does.Contain("(one/Brighter.cs)").And.Contain("(two)"));
        AssertTheyWork(rocl, Quoted().Matches(Remedy(refused.Error)).Select(match => match.Groups[1].Value), plugins);

        plugins = ["--plugin", "one/Brighter.cs", "--plugin", "two/Brighter.cs"];
        refused = rocl.Run(["check", "mine.json", .. plugins]);
        Assert.That(
            refused.Error,
            Does.StartWith("error ROCL0264 ").And.Contain("Brighter 0.0.0: one/Brighter.cs, two/Brighter.cs.")
        );
        AssertTheyWork(rocl, Quoted().Matches(Remedy(refused.Error)).Select(match => match.Groups[1].Value), plugins);

        var shown = rocl.Run(["plugins", "brighter", .. plugins]);
        Assert.That(
            shown.Output,
            Does.Contain("from Brighter 0.0.0, one/Brighter.cs").And.Contain(", two/Brighter.cs")
        );
        AssertTheyWork(rocl, InFull().Matches(shown.Output).Select(match => match.Groups[1].Value), plugins);
    }

    [Test]
    public void An_at_sign_in_the_name_of_a_file_is_no_version()
    {
        using var rocl = With("b@1/Brighter@1.cs", "b@2/Brighter@2.cs");
        string[] plugins = ["--plugin", "b@1/Brighter@1.cs", "--plugin", "b@2/Brighter@2.cs"];
        var refused = rocl.Run(["check", "mine.json", .. plugins]);
        Assert.That(refused.Error, Does.StartWith("error ROCL0203 "), refused.ToString());
        var names = Quoted().Matches(Remedy(refused.Error)).Select(match => match.Groups[1].Value).ToList();
        Assert.That(names, Is.EqualTo(new[] { "Brighter@1/brighter", "Brighter@2/brighter" }));
        AssertTheyWork(rocl, names, plugins);
    }

    private static string Remedy(string error) => error[error.IndexOf(" Write ", StringComparison.Ordinal)..];

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("named \"([^\"]+)\" in full")]
    private static partial Regex InFull();
}
