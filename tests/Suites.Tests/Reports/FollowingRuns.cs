using Microsoft.Extensions.Time.Testing;
using RoCL.Reports.Comparing;
using RoCL.Reports.Following;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Showing;
using Shared.Consoles;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Suites.Tests.Reports;

/// <summary>Runs as they go on, from folders that change between two looks.</summary>
public sealed class FollowingRuns
{
    private ComparedFolders _folders = null!;
    private RunFolder _run = null!;
    private FakeTimeProvider _clock = null!;
    private string _summary = null!;
    private string[] _steps = null!;

    [SetUp]
    public void BeginARun()
    {
        _folders = new();
        _clock = new();
        _run = _folders.Add("run");
        _summary = File.ReadAllText(_run.Summary);
        _steps = File.ReadAllLines(_run.Metrics);
        File.Delete(_run.Summary);
        File.Delete(_run.Metrics);
        File.WriteAllText(_run.Environment, "[{\"plugins\":[],\"steps\":4}]");
    }

    [TearDown]
    public void Leave() => _folders.Dispose();

    private void Take(int step) => File.AppendAllText(_run.Metrics, _steps[step] + "\n");

    // What each look finds: the folder is changed before it, and two seconds pass.
    private bool Follow(IAnsiConsole console, params Action[] looks)
    {
        var next = 0;
        return new RunFollowing(console, _clock).Follow(() => _folders.Runs, Wait);

        bool Wait()
        {
            if (next == looks.Length)
                return false;
            _clock.Advance(TimeSpan.FromSeconds(2));
            looks[next]();
            next++;
            return true;
        }
    }

    private string[] Lines(params Action[] looks) =>
        Terminal.Piped(console => Follow(console, looks)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Test]
    public void A_pipe_gets_a_line_for_each_change_of_state_up_to_the_end()
    {
        RunLock? held = null;
        var lines = Lines(
            () => held = RunLock.Take(_run).ValueOrThrow(),
            () => Take(0),
            () => Take(1),
            () => { },
            () =>
            {
                Take(2);
                Take(3);
            },
            () => held!.Dispose(),
            () => File.WriteAllText(_run.Summary, _summary),
            () => Assert.Fail("the run has ended")
        );
        Assert.That(
            lines,
            Is.EqualTo(
                new[]
                {
                    "run: stopped",
                    "run: running",
                    "run: measuring, 4/4 steps, loss 0.500, online after step 3: kNN 0.5",
                    "run: stopped, 4/4 steps, loss 0.500, online after step 3: kNN 0.5",
                    "run: finished, 4/4 steps, loss 0.500, 90.0 % clean, 80.0 % PGD-20 linf 8/255",
                }
            )
        );
    }

    [Test]
    public void Steps_are_written_every_ten_seconds_with_the_time_that_is_left()
    {
        File.WriteAllText(_run.Environment, "[{\"plugins\":[],\"steps\":100}]");
        using var held = RunLock.Take(_run).ValueOrThrow();
        var looks = Enumerable.Range(0, 4).SelectMany(step => new Action[] { () => Take(step), () => { }, () => { } });
        // A step in six seconds: two after eight seconds, and 98 are left.
        Assert.That(
            Lines([.. looks]),
            Is.EqualTo(
                new[]
                {
                    "run: running",
                    "run: running, 2/100 steps, loss 0.500, 13 min left, online after step 1: kNN 0.75",
                    "run: running, 4/100 steps, loss 0.500, 10 min left, online after step 3: kNN 0.5",
                }
            )
        );
    }

    [Test]
    public void The_end_of_looking_is_no_end_of_the_run() =>
        Assert.That(Follow(new TestConsole(), () => { }), Is.False);

    [Test]
    public void A_run_that_failed_has_ended_with_its_code()
    {
        var problem = new Problem("ROCL0333", "x", "The attack left the ball.", "Repair it.");
        var lines = Lines(() => FailureFile.Write(_run, problem, new ErrorOutput(TextWriter.Null)));
        Assert.That(lines[^1], Is.EqualTo("run: failed ROCL0333, The attack left the ball."));
    }

    [Test]
    public void All_runs_have_to_end()
    {
        _folders.Add("other");
        Assert.That(Follow(new TestConsole(), () => { }), Is.False);
        Assert.That(Follow(new TestConsole(), () => File.WriteAllText(_run.Summary, _summary)), Is.True);
    }

    [Test]
    public void A_terminal_shows_one_table_that_changes()
    {
        using var console = new TestConsole().Width(160).EmitAnsiSequences();
        console.Profile.Out = new TerminalOutput(console.Profile.Out.Writer);
        using (RunLock.Take(_run).ValueOrThrow())
            Follow(console, () => Take(0), () => Take(1), () => File.WriteAllText(_run.Summary, _summary));
        Assert.That(
            console.Output,
            Does.Match(@"\| run \| running \| +0/4 \|")
                .And.Match(@"\| +2/4 \| 0\.500 \| +0\.5 \| +4 s \|")
                .And.Contain("| finished |")
        );
        Assert.That(console.Output, Does.Match("\u001b\\[\\d*A"), "the cursor goes back up");
    }

    [Test]
    public void What_contradicts_following_is_refused()
    {
        ShowRequest Asked(string? html, params string[] folders) =>
            new([.. folders], html, ComparisonLayout.Usual) { IsFollowing = true };
        Assert.That(Asked(null, "run").Contradiction, Is.Null);
        Assert.That(Asked(null).Contradiction?.Code, Is.EqualTo("ROCL0810"));
        Assert.That(Asked("file", "run").Contradiction?.Code, Is.EqualTo("ROCL0810"));
    }

    [Test]
    public void Ctrl_C_ends_the_view_as_a_success()
    {
        using var console = new TestConsole();
        var shown = new ShownRuns(console, _run.Files, new ErrorOutput(TextWriter.Null), _clock);
        var request = new ShowRequest([_run.Root], Html: null, ComparisonLayout.Usual) { IsFollowing = true };
        Assert.That(shown.Run(request, new CancellationToken(canceled: true)), Is.Zero);
        Assert.That(console.Output, Is.EqualTo("run: stopped\n"));
    }

    private sealed record TerminalOutput(TextWriter Writer) : IAnsiConsoleOutput
    {
        public bool IsTerminal => true;
        public int Width => 160;
        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding) { }
    }
}
