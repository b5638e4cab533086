using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using RoCL.Core.Guards;
using RoCL.Reports.Progress;
using RoCL.Runs.Progress;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Host.Tests.Progress;

/// <summary>A person sees how far work has come, on any terminal and in a pipe.</summary>
public sealed class ShowingProgress
{
    private const string Stage = "demo-rocl: grid shortened AutoAttack (iterations 3, queries 10) linf 16/255";

    private static string[] Bars(int width, params WorkProgress[] reports)
    {
        // Not disposed of: on a busy machine Spectre's refreshing thread writes once more at the
        // end.
        var console = new TestConsole().Width(width).Interactive().EmitAnsiSequences();
        using (
            var bars = new ProgressBars(console, new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) })
        )
        {
            foreach (var report in reports)
                bars.Show(report);
        }

        var text = Regex.Replace(console.Output, @"\x1b\[[0-9;?]*[a-zA-Z]", "");
        return [.. text.Split('\n', '\r').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    [Test]
    public void A_bar_is_one_line_at_any_width_from_40([Values(40, 41, 60, 80, 120, 200)] int width)
    {
        var lines = Bars(
            width,
            new("demo-rocl: [clean]", 1, 1),
            new(Stage, 0, 500, "epoch 1/3  loss 9.248  nt-xent(a,b,adv) 9.230  nt-xent(adv,b) 4.485", 852),
            new(Stage, 250, 500, "epoch 1/3  loss 9.248  nt-xent(a,b,adv) 9.230  nt-xent(adv,b) 4.485", 852)
        );
        Assert.That(lines, Has.All.Length.LessThan(width));
        Assert.That(lines, Has.All.Match(@"^demo-rocl: .* \d+% \S+$"), "stage, bar, share and time stand in each");
        Assert.That(lines, Has.Some.Match(@"━ +50% \d:\d\d:\d\d$").And.Some.Contain("[clean]"));
    }

    [Test]
    public void A_terminal_that_cannot_be_drawn_on_ends_no_work() =>
        Assert.DoesNotThrow(() =>
        {
            using var bars = new ProgressBars(new Broken(), TimeProvider.System);
            bars.Show(new(Stage, 1, 2));
            bars.Show(new("other", 1, 2));
        });

    [Test]
    public void A_pipe_hears_after_two_seconds_and_at_least_every_ten_where_the_work_is()
    {
        var clock = new FakeTimeProvider();
        using var text = new StringWriter();
        using (var lines = new TimedLines(text, clock))
        {
            lines.Show(new(Stage, 0, 500));
            Assert.That(text.ToString(), Is.Empty);
            for (var second = 0; second < 31; second++)
                clock.Advance(TimeSpan.FromSeconds(1));
            lines.Show(new(Stage, 100, 500));
            clock.Advance(TimeSpan.FromSeconds(9));
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(
            text.ToString().ReplaceLineEndings("\n"),
            Is.EqualTo(
                $"""
                {Stage} 0/500  2 s so far
                {Stage} 0/500  12 s so far
                {Stage} 0/500  22 s so far
                {Stage} 100/500  124 s left

                """.ReplaceLineEndings("\n")
            )
        );
    }

    [Test]
    public void Data_that_takes_longer_than_two_seconds_to_read_is_shown_with_the_time_left()
    {
        var clock = new FakeTimeProvider();
        using var text = new StringWriter();
        using (LookingAhead.In(new ProgressView(null, text, clock), clock))
        {
            Read("reading quick train", 1, 2);
            Read("reading quick train", 2, 2);
            Read("reading slow train", 1, 40);
            for (var second = 1; second < 5; second++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                Read("reading slow train", 10 * second, 40);
            }
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        Read("reading slow train", 1, 40);
        Assert.That(
            text.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'),
            Is.EqualTo(
                new[]
                {
                    "opening data and going through evaluations  2 s so far",
                    "reading slow train 20/40",
                    "reading slow train 40/40",
                }
            )
        );
        static void Read(string what, long done, long total) =>
            WorkTrace.Source.Write(WorkTrace.Reads, new ReadImages(what, done, total));
    }

    [Test]
    public void The_time_left_after_resuming_follows_from_the_steps_since()
    {
        var clock = new FakeTimeProvider();
        using var text = new StringWriter();
        using var lines = new TimedLines(text, clock);
        foreach (var step in new[] { 901, 902, 903 })
        {
            lines.Show(new("a: train", step, 1000));
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        var written = text.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.That(written[0], Is.EqualTo("a: train     901/1000"), "nothing is known of its pace yet");
        Assert.That(written[1], Is.EqualTo("a: train     902/1000  588 s left"));
        Assert.That(written[2], Is.EqualTo("a: train     903/1000  582 s left"));
    }

    [Test]
    public void Training_that_goes_back_is_estimated_anew()
    {
        var clock = new FakeTimeProvider();
        var pace = new StagePace(clock);
        Assert.That(pace.Take(new("train", 50, 100)));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(pace.Take(new("train", 40, 100)), Is.False);
        Assert.That(pace.Left(new("train", 40, 100)), Is.Null);
        clock.Advance(TimeSpan.FromSeconds(2));
        pace.Take(new("train", 42, 100));
        Assert.That(pace.Left(new("train", 42, 100)), Is.EqualTo(TimeSpan.FromSeconds(58)));
    }

    private sealed class Broken : IAnsiConsole
    {
        public Profile Profile => throw new IOException("closed");
        public IAnsiConsoleCursor Cursor => throw new IOException("closed");
        public IAnsiConsoleInput Input => throw new IOException("closed");
        public IExclusivityMode ExclusivityMode => throw new IOException("closed");
        public Spectre.Console.Rendering.RenderPipeline Pipeline => throw new IOException("closed");

        public void WriteAnsi(Action<AnsiWriter> action) => throw new IOException("closed");

        public void Clear(bool home) => throw new IOException("closed");

        public void Write(Spectre.Console.Rendering.IRenderable renderable) => throw new IOException("closed");
    }
}
