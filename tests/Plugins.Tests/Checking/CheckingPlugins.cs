using System.Collections.Immutable;
using RoCL.Contracts.Testing;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Checking;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Sources;
using Shared.Plugins;
using Spectre.Console.Testing;

namespace Plugins.Tests.Checking;

/// <summary>
/// Plugins are loaded as the host loads them, and held to the laws of their contracts.
/// </summary>
public sealed class CheckingPlugins
{
    private static readonly LawSettings Few = new(Cases: 8);

    [Test]
    public void Each_broken_law_has_a_line_and_its_smallest_case_and_each_component_a_problem()
    {
        var (problems, output) = Check(Places.TestPlugin("BreaksItsWord"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                problems.Select(problem => $"{problem.Code} {problem.Where}"),
                Is.EqualTo(["ROCL0250 BreaksItsWord/silent-stop 1.2.3", "ROCL0250 BreaksItsWord/own-dice 1.2.3"])
            );
            Assert.That(
                output,
                Does.Match(
                    @"BROKEN  gives the same images for the same seed\s+1 image of 1x4x4, seed \d+, linf 8/255, "
                        + @"a linear objective: the same call a second time: they differ by 0\.0"
                )
            );
            Assert.That(
                output,
                Does.Match(
                    @"BROKEN  has a gradient that agrees[^\n]+\n\s+2 views of 2 images, 2 dimensions, seed \d+: "
                        + "at view 0, image 0, dimension 0 the gradient is 0 and the slope "
                )
            );
            Assert.That(
                output,
                Does.Contain(
                    "not checked: it needs factor; give it with --use, such as --use '{ \"use\": \"overexposed\", "
                        + "\"factor\": 0 }'"
                )
            );
            Assert.That(output, Does.Contain("  holds   leaves no native tensor behind"));
        }
    }

    [Test]
    public void Options_are_given_as_a_recipe_gives_them()
    {
        var folder = Places.TestPlugin("BreaksItsWord");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Check(folder, """{ "use": "overexposed", "factor": 0.5 }""").Problems.Select(problem => problem.Where),
                Has.None.Contains("overexposed")
            );
            Assert.That(
                Check(folder, """{ "use": "overexposed", "factor": 1.5 }""").Output,
                Does.Match(
                    @"BROKEN  gives back as many images[^\n]+\n\s+1 image of 1x4x4, seed \d+: "
                        + @"pixels run from 0 to 1\.\d+ instead"
                )
            );
            Assert.That(
                Check(folder, """{ "use": "overexposed", "factr": 1 }""").Problems[0].Code,
                Is.EqualTo("ROCL0104")
            );
            Assert.That(
                $"{Check(folder, """{ "use": "over-exposed" }""").Problems.Single()}",
                Does.StartWith("ROCL0252 --use: ").And.EndWith("Did you mean 'overexposed'?")
            );
            Assert.That(Check(folder, "overexposed").Problems.Single().Code, Is.EqualTo("ROCL0253"));
            const string twice = """{ "use": "overexposed", "factor": 1, "factor": 2 }""";
            Assert.That(Check(folder, twice).Problems.Single().What, Does.Contain("'factor' stands twice"));
        }
    }

    [TestCase("ThrowsInConstructor", "ROCL0220")]
    [TestCase("ThrowsInStaticConstructor", "ROCL0223")]
    [TestCase("MissingDependency", "ROCL0225")]
    [TestCase("OtherContracts", "ROCL0211")]
    public void A_plugin_that_cannot_be_loaded_or_made_is_reported_by_its_code(string plugin, string code) =>
        Assert.That(Check(Places.TestPlugin(plugin)).Problems.Select(problem => problem.Code), Is.EqualTo([code]));

    [Test]
    public void A_folder_without_a_plugin_is_reported()
    {
        using var empty = new PluginsFolder();
        Assert.That(Check(empty.Root).Problems.Single().Code, Is.EqualTo("ROCL0251"));
    }

    [Test]
    public void The_same_seed_finds_the_same_case()
    {
        string Found(int seed) => Check(Places.TestPlugin("LeavesTheBall"), settings: Few with { Seed = seed }).Output;
        var once = Found(3);
        var again = Found(3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(once).And.Contains("is allowed"));
            Assert.That(Found(4), Is.Not.EqualTo(once));
        }
    }

    private static (ImmutableArray<Problem> Problems, string Output) Check(
        string path,
        string? use = null,
        LawSettings? settings = null
    )
    {
        using var console = new TestConsole();
        var sources = new SourcePlugins(Sdk.Find, new SourceCompiler(Path.GetTempPath(), _ => { }, _ => null));
        var check = new PluginCheck(
            Places.Catalogue(path),
            new RecipeBinder(new LoadedComponents(new McMasterPluginLoader())),
            sources,
            console
        );
        return (check.Check(path, use is null ? [] : [use], settings ?? Few, CancellationToken.None), console.Output);
    }
}
