using Processes.Tests.Runs;
using RoCL.Reports.Results;

namespace Processes.Tests.Suites;

/// <summary>A grid of values over several seeds, by the program.</summary>
public sealed class RunningGrids
{
    [Test]
    public void A_grid_over_seeds_is_run_and_its_means_are_shown()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "suite",
            "--device",
            "cpu",
            .. Rocl.TinyWithoutAttack,
            "--grid",
            "optimizer.lr=0.05,0.1",
            "--seeds",
            "2",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            rocl.Json("suite/summary.json")["methods"]!.AsObject().Select(method => method.Key),
            Is.EqualTo(
                new[]
                {
                    "demo-simclr_lr=0.05_seed=1",
                    "demo-simclr_lr=0.05_seed=2",
                    "demo-simclr_lr=0.1_seed=1",
                    "demo-simclr_lr=0.1_seed=2",
                }
            )
        );
        var (mean, deviation, _) = Spread.Of([
            .. new[] { 1, 2 }.Select(seed =>
                100 * (double)rocl.Json($"suite/demo-simclr_lr=0.1_seed={seed}/summary.json")["cleanAccuracy"]!
            ),
        ]);
        Assert.That(
            ended.Output,
            Does.Contain(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mean:0.0} ± {deviation:0.0} %")
            )
        );
    }
}
