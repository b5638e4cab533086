using RoCL.Reports.Replay;
using RoCL.Runs.Replay;
using Shared.Runs;
using Spectre.Console.Testing;

namespace Host.Tests.CommandLine;

/// <summary>
/// What <c>rocl check</c> writes of a failed step is what other tests take it for.
/// </summary>
public sealed class ShowingReplays
{
    private static readonly Problem Recorded = new("ROCL0330", "views.adv", "The attack left the ball.", "Repair it.");

    private static readonly Action<IReplayView>[] Events =
    [
        view => view.Begin("run/failed-step-00000002", 2, 2),
        view => view.Begin("run/failed-step-00000003", 1, 3),
        view => view.Pass(2, null),
        view => view.Pass(2, "run"),
        view => view.Fail(null),
        view => view.Fail(Recorded),
    ];

    [TestCaseSource(nameof(Events))]
    public void A_line_for_each_event(Action<IReplayView> show)
    {
        using var console = new TestConsole();
        console.Profile.Width = 500;
        var expected = new ReplayLines();
        show(new ReplayView(console));
        show(expected);
        Assert.That(console.Output, Is.EqualTo($"{expected}").And.Not.Empty);
    }
}
