using System.Globalization;
using System.Reflection;
using RoCL.Core.Training;
using RoCL.Losses.Instance;
using RoCL.Losses.NtXent;
using RoCL.Losses.Supervised;
using Shared.Ranks;
using Shared.Toys;

namespace Components.Tests.Ranks;

/// <summary>
/// A step over ranks is the step of one process: for each loss that is shipped, in the training and
/// in the attack.
/// </summary>
public sealed class LossesOverRanksTests
{
    private const double Relative = 1e-5;

    // So large that the weights after one step are the gradient, to the last digits.
    private const double Rate = 1e4;

    private static readonly Assembly[] Plugins =
    [
        typeof(NtXent).Assembly,
        typeof(Trades).Assembly,
        typeof(MeanSquared).Assembly,
    ];

    private static readonly string[] Common =
    [
        "train.batch=12",
        "train.epochs=1",
        $"optimizer={{\"use\":\"sgd\",\"lr\":{Rate},\"momentum\":0,\"weightDecay\":0}}",
    ];

    private static readonly string[] Losses =
    [
        """{"use":"nt-xent","views":["a","b","adv"]}""",
        """{"use":"nt-xent","detachOthers":true,"views":["a","b","adv"]}""",
        """{"use":"nt-xent","detachOthers":true,"views":["a","b","adv"],"over":"micro-batch"}""",
        """{"use":"supervised-contrastive","views":["a","adv"]}""",
        """{"use":"mse","views":["adv","b"]}""",
        """{"use":"l1","views":["adv","b"]}""",
        """{"use":"cos","views":["adv","b"]}""",
        """{"use":"cross-entropy","views":["a","adv"]}""",
        """{"use":"kl","views":["a","adv"]}""",
        """{"use":"trades","views":["a","adv"]}""",
    ];

    // What one process does, by its settings: it is the same for two ranks and for three.
    private readonly Dictionary<string, (Dictionary<string, Tensor> Gradient, double Loss)> _alone = [];

    [Test]
    public void Gradients_are_those_of_one_process(
        [ValueSource(nameof(Losses))] string loss,
        [Values("2 sync", "3 sync", "2 local")] string ranks
    )
    {
        var world = int.Parse(ranks[..1], CultureInfo.InvariantCulture);
        var norm = ranks[2..];
        string[] settings =
        [
            .. Common,
            .. loss.Contains("micro-batch") ? ["train.microBatch=2"] : Array.Empty<string>(),
        ];
        string[] pieces = norm == "local" ? [$"train.chunk={12 / world}"] : [];
        var boxes = Enumerable
            .Range(0, world)
            .Select(_ => Box([.. settings, $"loss=[{loss}]", $"ranks.batchNorm={norm}"]))
            .ToList();
        var (expected, expectedLoss) = Alone([.. settings, $"loss=[{loss}]", .. pieces]);

        var found = ThreadRanks.Run(
            world,
            collective =>
            {
                var box = boxes[collective.Rank];
                box.Model.Ranks.Join(box.Model, collective);
                var gradient = Gradient(box, out var taken);
                return (gradient, taken.Loss);
            }
        );

        Assert.That(found[0].Loss, Is.EqualTo(expectedLoss).Within(Relative * (1 + Math.Abs(expectedLoss))));
        var largest = expected.Values.Max(gradient => gradient.norm().item<float>());
        foreach (var (name, gradient) in expected)
        {
            // A gradient that is zero but for rounding is measured by those beside it.
            var scale = Math.Max(gradient.norm().item<float>(), largest / 100);
            var difference = (found[0].gradient[name] - gradient).norm().item<float>();
            Assert.That(difference, Is.LessThanOrEqualTo(Relative * scale), name);
        }
        foreach (var box in boxes.Skip(1))
            Assert.That(box.State(), Is.EqualTo(boxes[0].State()).AsCollection, "the same bits on all ranks");
        foreach (var box in boxes)
            box.Dispose();
    }

    private (Dictionary<string, Tensor> Gradient, double Loss) Alone(string[] settings)
    {
        var key = string.Join('\n', settings);
        if (!_alone.TryGetValue(key, out var found))
        {
            using var whole = Box(settings);
            var gradient = Gradient(whole, out var step);
            found = (gradient, step.Loss);
            _alone.Add(key, found);
        }
        return found;
    }

    private static Toybox Box(string[] settings) => Toybox.With(Plugins, settings);

    private static Dictionary<string, Tensor> Gradient(Toybox box, out StepResult step)
    {
        using var quiet = no_grad();
        var before = box.Model.Parameters.ToDictionary(named => named.Key, named => named.Value.clone());
        step = box.Train(steps: 1)[0];
        return box.Model.Parameters.ToDictionary(
            named => named.Key,
            named => (before[named.Key] - named.Value.detach()) / Rate
        );
    }
}
