using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using RoCL.Suites.Scheduling;
using Shared.Folders;
using Spectre.Console.Testing;

namespace Suites.Tests.Scheduling;

/// <summary>
/// Runs that somebody else makes: files decide, and what is lost is submitted again.
/// </summary>
public sealed class WatchingRows
{
    private static readonly Problem Broken = new("ROCL0333", "here", "It failed.", "Repair it.");

    [Test]
    public void A_run_that_is_neither_in_the_queue_nor_done_is_submitted_again_and_the_files_end_the_watch()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder);
        var scheduler = new Fake(submit: row => Fail(prepared, row)) { Queued = [0] };
        scheduler.AtPoll[4] = () =>
        {
            Fail(prepared, 0);
            scheduler.Queued = [];
        };
        var (ended, watch, said) = Watch(prepared, scheduler);
        Assert.That(ended, Is.True, said);
        Assert.That(scheduler.Submitted, Is.EqualTo(new[] { 1 }), "the one that was lost, once");
        Assert.That(watch.GivenUp, Is.Empty);
    }

    [Test]
    public void A_run_that_is_lost_again_and_again_is_given_up()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder);
        Fail(prepared, 0);
        var scheduler = new Fake(submit: _ => { });
        var (ended, watch, said) = Watch(prepared, scheduler);
        Assert.That(ended, Is.True);
        Assert.That(scheduler.Submitted, Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(watch.GivenUp[1].Code, Is.EqualTo("ROCL0910"));
        Assert.That(said, Does.Contain("error ROCL0910 ").And.Contain("4 times"));
    }

    [Test]
    public void A_run_that_a_person_has_cancelled_is_not_submitted_again()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder);
        Fail(prepared, 0);
        var scheduler = new Fake(submit: _ => { }) { Cancelled = [1] };
        var (ended, watch, said) = Watch(prepared, scheduler);
        Assert.That(ended, Is.True);
        Assert.That(scheduler.Submitted, Is.Empty);
        Assert.That(watch.GivenUp[1].Code, Is.EqualTo("ROCL0912"));
        Assert.That(said, Does.Contain("error ROCL0912 ").And.Contain("not submitted again: b."));
    }

    [Test]
    public void A_controller_that_is_down_is_warned_of_once_and_nothing_is_submitted()
    {
        using var folder = new TemporaryFolder();
        var prepared = Prepared(folder);
        var scheduler = new Fake(submit: _ => { }) { IsDown = true };
        scheduler.AtPoll[6] = () =>
        {
            Fail(prepared, 0);
            Fail(prepared, 1);
        };
        var (ended, _, said) = Watch(prepared, scheduler);
        Assert.That(ended, Is.True);
        Assert.That(scheduler.Submitted, Is.Empty);
        Assert.That(said.Split("ROCL0904").Length - 1, Is.EqualTo(1));
    }

    /// <summary>How a watch ended, and what it reported.</summary>
    private sealed record Watched(bool Ended, RowWatch Watch, string Said);

    private static Watched Watch(PreparedSuite prepared, Fake scheduler)
    {
        using var console = new TestConsole();
        using var said = new StringWriter();
        using var signals = new Signals();
        var watch = new RowWatch(scheduler, prepared, TimeSpan.FromMilliseconds(1), console, new ErrorOutput(said));
        var ended = watch.Watch(signals);
        return new(ended, watch, said.ToString());
    }

    private static void Fail(PreparedSuite prepared, int row)
    {
        var run = prepared.Folder.Of(prepared.Suite.Runs[row]);
        Directory.CreateDirectory(run.Root);
        FailureFile.Write(run, Broken, new ErrorOutput(TextWriter.Null));
    }

    private static PreparedSuite Prepared(TemporaryFolder folder)
    {
        ImmutableArray<SuiteRow> rows = [new("a", "a", new JsonObject { ["x"] = 1 }), new("b", "b", [])];
        var suite = new Suite("s", "", [], rows) { Filed = true, Root = folder.Path };
        return new(suite, new SuiteFolder(new DiskFiles(), folder.Path, Alone: false), Changes: [], GivenUp: [], CPU);
    }

    private sealed class Fake(Action<int> submit) : IRowScheduler
    {
        private int _polls;

        public ImmutableArray<int> Queued { get; set; } = [];

        public ImmutableArray<int> Cancelled { get; init; } = [];

        public bool IsDown { get; init; }

        public List<int> Submitted { get; } = [];

        public Dictionary<int, Action> AtPoll { get; } = [];

        public Result<string> Submit(ImmutableArray<int> rows)
        {
            Submitted.AddRange(rows);
            foreach (var row in rows)
                submit(row);
            return "Submitted.";
        }

        public Result<ImmutableDictionary<int, string>> Poll()
        {
            _polls++;
            AtPoll.GetValueOrDefault(_polls)?.Invoke();
            if (IsDown)
                return new Problem("ROCL0904", "squeue", "No controller of Slurm answers.", "Wait.");
            return Queued.ToImmutableDictionary(row => row, _ => "RUNNING");
        }

        public bool IsCancelled(int row) => Cancelled.Contains(row);

        public Result<string> Cancel() => "";
    }
}
