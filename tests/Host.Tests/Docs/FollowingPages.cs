using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Host.CommandLine;
using RoCL.Runs.Recipes;
using Shared.Docs;
using Shared.Plugins;

namespace Host.Tests.Docs;

/// <summary>
/// Each command of the pages is one that the program takes, each recipe in them can be read, and
/// the page about commands is what the program writes. In Processes.Tests they are typed, in small.
/// </summary>
public sealed partial class FollowingPages
{
    private static readonly string Repository = Places.InRepository();

    private static readonly string[] Recipes = ["tutorial.md"];

    private static IEnumerable<string> Pages =>
        Directory
            .GetFiles(Path.Combine(Repository, "docs"), "*.md")
            .Append(Path.Combine(Repository, "README.md"))
            .Select(file => Path.GetRelativePath(Repository, file))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public void Each_command_of_a_page_is_one_that_the_program_takes(string page)
    {
        var mistakes =
            from line in PageCommands.Of(File.ReadAllText(Path.Combine(Repository, page)))
            from problem in ParseErrors.Of(new Commands().Root.Parse(line["rocl ".Length..]))
            select $"{line}: {problem}";
        Assert.That(mistakes, Is.Empty);
    }

    [TestCaseSource(nameof(Recipes))]
    public void Each_recipe_of_a_page_can_be_read(string page)
    {
        var texts = RecipeFences().Matches(ReadPage(page)).Select(match => match.Groups["text"].Value).ToList();
        Assert.That(texts, Is.Not.Empty);
        foreach (var text in texts)
            Assert.That(Read(text).Problems, Is.Empty, text);
    }

    [Test]
    public void The_keys_that_a_table_names_are_there()
    {
        var page = ReadPage("coming-from-pytorch.md");
        string[] settings =
        [
            "views.adv.threat.linf=8/255",
            "views.adv.attack.step=2/255",
            "views.adv.attack.iterations=7",
            "views.adv.attack.randomStart=true",
            "views.adv.maximise.views=[\"adv\",\"b\"]",
            "loss.0.temperature=0.5",
            "learningRate.multiplier=15",
            "optimizer.weightDecay=1e-6",
            "train.microBatch=128",
            "heads.projector.layers=[128,128]",
        ];
        var document = RecipeFiles.Load("rocl", settings).Then(Checked);
        Assert.That(document.Problems, Is.Empty);
        foreach (var key in settings.Select(setting => setting.Split('=')[0]))
            Assert.That(page, Does.Contain($"`{key}").Or.Contain(key.Split('.')[^1]));
    }

    [Test]
    public void The_page_about_commands_is_what_the_program_writes()
    {
        Assert.That(
            ReadPage("commands.md"),
            Is.EqualTo(CommandDescriptions.PageOf(new Commands().Root)),
            "write it anew: rocl explain --commands > docs/commands.md"
        );
    }

    [Test]
    public void The_index_names_every_page_once()
    {
        var index = ReadPage("README.md");
        foreach (var page in Pages.Select(Path.GetFileName).Where(name => name is not "README.md"))
            Assert.That(Regex.Count(index, $@"\]\({page}\)"), Is.EqualTo(1), page);
    }

    [Test]
    public void A_command_that_is_none_is_found_also_below_a_fence_of_another_language() =>
        Assert.That(
            PageCommands
                .Of(
                    "```json\n{}\n```\nText.\n```\nrocl runn demo-rocl   # a comment\n"
                        + "X=1 rocl run a \\\n  --sett b=c\n```\n"
                )
                .SelectMany(line => ParseErrors.Of(new Commands().Root.Parse(line["rocl ".Length..])))
                .Select(problem => problem.Code)
                .Distinct(),
            Is.EqualTo(new[] { "ROCL0002", "ROCL0003" })
        );

    private static string ReadPage(string page) =>
        File.ReadAllText(Path.Combine(Repository, "docs", page)).ReplaceLineEndings("\n");

    private static RoCL.Core.Result<Recipe> Read(string text) =>
        RecipeText
            .Load(
                "page",
                (name, _) =>
                    name == "page"
                        ? new WrittenRecipe(name, text)
                        : RecipeFiles
                            .Load(name, [])
                            .Then<WrittenRecipe>(document => new WrittenRecipe(name, document.ToJsonString()))
            )
            .Then(Checked);

    private static RoCL.Core.Result<Recipe> Checked(JsonObject document) =>
        RecipeReader.Read("page", "page", document, Places.Catalogue(Places.BuiltPlugins));

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RecipeFences();
}
