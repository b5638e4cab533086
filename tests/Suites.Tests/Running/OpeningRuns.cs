using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Folders;
using Shared.Plugins;
using Shared.Runs;
using Spectre.Console.Testing;

namespace Suites.Tests.Running;

/// <summary>Runs of a suite that are not begun, since they have ended.</summary>
public sealed class OpeningRuns
{
    [Test]
    public void A_run_that_was_given_up_fails_by_what_its_folder_says_or_else_by_a_code_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder, new DiskFiles(), "A");
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

    [Test]
    public void A_run_that_another_process_finishes_while_its_lock_is_awaited_is_not_done_again()
    {
        using var folder = new TemporaryFolder();
        var summary = new Summary("A", "", 1, "cpu", 30, 1, new(100, 1000, 50), 0.5, "", []);
        var onDisk = new RunFolder(new DiskFiles(), Path.Combine(folder.Path, "results", "A"));
        Directory.CreateDirectory(onDisk.Root);
        var files = new FaultyFiles
        {
            Before = () =>
            {
                if (File.Exists(onDisk.Lock))
                    SummaryFile.Write(onDisk, summary);
            },
        };
        var prepared = Prepared(folder, files);
        Assert.That(prepared.Folder.Of(prepared.Suite.Runs[0]).Root, Is.EqualTo(onDisk.Root));

        using var opened = Open(prepared);
        var outcome = (opened as OpenedRun.Ended)?.Outcome as RunOutcome.Finished;
        Assert.That(outcome?.Summary.Training, Is.EqualTo(summary.Training), "what the other process wrote");
        Assert.That(RunLock.Holder(onDisk), Is.Null);
    }

    private static PreparedSuite Prepared(TemporaryFolder folder, IFiles files, params string[] givenUp)
    {
        var file = folder.Write(
            "suite.json",
            """{ "rows": { "A": { "recipe": "demo-rocl" }, "B": { "recipe": "demo-simclr" } } }"""u8.ToArray()
        );
        var suite = new SuiteSource(Places.Catalogue(Places.BuiltPlugins))
            .Of("suite", [file], Variation.None)
            .Match(read => read, problems => throw new AssertionException(string.Join('\n', problems)));
        var results = new SuiteFolder(files, Path.Combine(folder.Path, "results"), Alone: false);
        return new(suite, results, Changes: [], GivenUp: [.. givenUp], CPU);
    }

    private static Problem Opened(PreparedSuite prepared) => Ended(prepared).Problem;

    private static RunOutcome.Failed Ended(PreparedSuite prepared)
    {
        using var opened = Open(prepared);
        return (RunOutcome.Failed)((OpenedRun.Ended)opened).Outcome;
    }

    private static OpenedRun Open(PreparedSuite prepared)
    {
        var catalogue = Places.Catalogue(Places.BuiltPlugins);
        var binder = new RecipeBinder(new LoadedComponents(new McMasterPluginLoader()));
        using var console = new TestConsole();
        return new RunOpener(new Jobs(catalogue, binder), console, new ErrorOutput(TextWriter.Null)).Open(
            prepared,
            prepared.Suite.Runs[0],
            donorFailure: null
        );
    }
}
