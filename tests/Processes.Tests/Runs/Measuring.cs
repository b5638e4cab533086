namespace Processes.Tests.Runs;

/// <summary>
/// A protocol's classifier is put to further measurements, as a recipe lists them.
/// </summary>
public sealed class Measuring
{
    private const string Measurements = """
        evaluate.0.measurements=[
          {
            "use": "attacks",
            "attacks": [{ "use": "pgd", "iterations": 2 }, { "use": "uniform-noise" }],
            "threats": [{ "linf": "8/255" }]
          },
          { "use": "corruptions", "kinds": ["gaussian-noise", "jpeg"], "severities": [1, 5] },
          {
            "use": "smoothed",
            "transform": ["simclr"],
            "samples": 2,
            "gradientSamples": 1,
            "attack": { "use": "pgd", "iterations": 1 },
            "threats": [{ "linf": "8/255" }]
          }
        ]
        """;

    [Test]
    public void Every_measurement_stands_in_the_summary_and_measured_again_it_is_the_same()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "r",
            "--device",
            "cpu",
            .. Rocl.TinyWithoutAttack,
            "--set",
            "masking.images=0",
            "--set",
            Measurements,
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var first = Accuracies(rocl);
        Assert.That(
            first.Select(condition => condition.Name),
            Is.EqualTo(
                new[]
                {
                    "clean",
                    "grid PGD-2 linf 8/255",
                    "grid Uniform noise linf 8/255",
                    "grid worst linf 8/255",
                    "gaussian-noise 1",
                    "gaussian-noise 5",
                    "jpeg 1",
                    "jpeg 5",
                    "smoothed clean",
                    "smoothed PGD-1 linf 8/255",
                }
            )
        );
        ended = rocl.Run("evaluate", "r");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(Accuracies(rocl), Is.EqualTo(first));
    }

    [Test]
    public void A_mistyped_kind_is_named_with_those_that_there_are()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run(
            "run",
            "demo-simclr",
            "--out",
            "r",
            "--set",
            "evaluate.0.measurements=[{\"use\":\"corruptions\",\"kinds\":[\"gausian-noise\"]}]"
        );
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(
            ended.Error,
            Does.Contain("ROCL0122").And.Contain("measurements.0.kinds.0").And.Contain("gaussian-noise")
        );
        Assert.That(Directory.Exists(rocl["r"]), Is.False, "nothing is written");
    }

    private static List<(string Name, double Accuracy)> Accuracies(Rocl rocl) =>
        [
            .. rocl.Json("r/summary.json")["evaluations"]![0]!["conditions"]!
                .AsArray()
                .Select(condition => ((string)condition!["name"]!, (double)condition["accuracy"]!)),
        ];
}
