using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Folders;
using Shared.Plugins;
using Spectre.Console.Testing;

namespace Suites.Tests.Running;

/// <summary>Runs of a suite that the supervisor has given up.</summary>
public sealed class OpeningRuns
{
    [Test]
    public void A_run_that_was_given_up_fails_by_what_its_folder_says_or_else_by_a_code_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder, givenUp: "A");
        Assert.That(Opened(prepared).Code, Is.EqualTo("ROCL0609"), "there is no folder");

        var noted = new Problem("ROCL0370", "views.adv.attack", "The component was running.", "Have it repaired.");
        var run = prepared.Folder.Of(prepared.Suite.Runs[0]);
        Directory.CreateDirectory(run.Root);
        FailureFile.Write(run, noted, new ErrorOutput(TextWriter.Null));
        Assert.That(Opened(prepared), Is.EqualTo(noted));

        var other = noted with { Where = "evaluate.0", Code = "ROCL0530" };
        FailureFile.Write(run, [noted, other], new ErrorOutput(TextWriter.Null));
        Assert.That(Ended(prepared).Problems, Is.EqualTo(new[] { noted, other }), "all that were noted");
        Assert.That(((RunState.Failed)RunState.Of(run)).Problems, Is.EqualTo(new[] { noted, other }));
    }

    private static PreparedSuite Prepared(TemporaryFolder folder, string givenUp)
    {
        var file = folder.Write(
            "suite.json",
            """{ "rows": { "A": { "recipe": "demo-rocl" }, "B": { "recipe": "demo-simclr" } } }"""u8.ToArray()
        );
        var suite = new SuiteSource(Places.Catalogue(Places.BuiltPlugins))
            .Of("suite", [file], Variation.None)
            .Match(read => read, problems => throw new AssertionException(string.Join('\n', problems)));
        var results = new SuiteFolder(new DiskFiles(), Path.Combine(folder.Path, "results"), Alone: false);
        return new(suite, results, Changes: [], GivenUp: [givenUp], CPU);
    }

    private static Problem Opened(PreparedSuite prepared) => Ended(prepared).Problem;

    private static RunOutcome.Failed Ended(PreparedSuite prepared)
    {
        var catalogue = Places.Catalogue(Places.BuiltPlugins);
        var binder = new RecipeBinder(new LoadedComponents(new McMasterPluginLoader()));
        using var console = new TestConsole();
        using var opened = new RunOpener(new Jobs(catalogue, binder), console, new ErrorOutput(TextWriter.Null)).Open(
            prepared,
            prepared.Suite.Runs[0],
            donorFailure: null
        );
        return (RunOutcome.Failed)((OpenedRun.Ended)opened).Outcome;
    }
}
