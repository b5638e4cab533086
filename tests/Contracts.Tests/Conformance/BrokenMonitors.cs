using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of monitors, monitors that break it.</summary>
public sealed class BrokenMonitors
{
    private static readonly List<Tensor> Kept = [];

    private static readonly Broken<IMonitor>[] All =
    [
        new(
            MonitorLaws.NamesItsValues,
            new Computes(_ => new() { [" "] = 1 }),
            "2 views of 2 images",
            "a name is empty"
        ),
        new(MonitorLaws.IsPure, () => new Counts(), "2 views of 2 images, 2 dimensions, step 0", "a second time"),
        new(
            MonitorLaws.IsPure,
            new Computes(_ => new() { ["x"] = rand(1).item<float>() }),
            "2 views of 2 images",
            "a second time"
        ),
        new(MonitorLaws.IsPure, OtherForEachInstance(), "2 views of 2 images", "by a component made anew"),
        new(
            MonitorLaws.WritesIntoNothing,
            new Computes(input => new() { ["x"] = input.Outputs.Sum(view => view.zero_().sum().item<float>()) }),
            "2 views of 2 images",
            "the outputs before and after"
        ),
        new(
            MonitorLaws.WritesIntoNothing,
            new Computes(input => new() { ["x"] = input.Labels!.add_(1).sum().item<long>() }),
            "2 views of 2 images",
            "the labels before and after"
        ),
        new(MonitorLaws.LeavesNoTensor, new Computes(Keep), "2 views of 2 images", "1 native tensors"),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IMonitor>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_monitor() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(MonitorLaws.All));

    [TestCaseSource(typeof(MonitorLaws), nameof(MonitorLaws.All))]
    public void A_monitor_that_uses_all_of_the_bench_keeps(Law<IMonitor> law) =>
        Assert.That(law.Check(() => new UsesTheBench(), new(Cases: 8)), Is.InstanceOf<Verdict.Holds>());

    private static Dictionary<string, double> Keep(MonitorInput input)
    {
        Kept.Add(ones(1).DetachFromDisposeScope());
        return new() { ["kept"] = 1 };
    }

    private static Func<IMonitor> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            created++;
            var value = created;
            return new Computes(_ => new() { ["x"] = value });
        };
    }

    private sealed class Computes(Func<MonitorInput, Dictionary<string, double>> measure) : IMonitor
    {
        public IReadOnlyDictionary<string, double> Measure(MonitorInput input) => measure(input);
    }

    private sealed class Counts : IMonitor
    {
        private int _asked;

        public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
        {
            _asked++;
            return new Dictionary<string, double> { ["asked"] = _asked };
        }
    }

    // Trains a probe on a copy of the encoder, and measures it clean and attacked.
    private sealed class UsesTheBench : IMonitor
    {
        public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
        {
            using var scope = NewDisposeScope();
            var bench = input.Bench.On("probe", input.Bench.Train, input.Bench.Test);
            using var encoder = bench.Encoder();
            using var head = bench.Head("projector");
            using var network = nn.Sequential(encoder, head);
            var images = bench.Train.Gather(arange(bench.Train.Count, ScalarType.Int64));
            bench.Fit(
                "probe",
                network,
                new(Epochs: 2, Batch: 24, Rate: 0.1),
                step => nn.functional.cross_entropy(network.call(images.Images), images.Labels!)
            );
            var classifier = new Classifier(network);
            var clean = bench.Classify("clean", classifier);
            var attacked = bench.Attacked(classifier, new Noise(), new LInf(0.1), clean);
            return new Dictionary<string, double>
            {
                ["clean"] = clean.Correct.Count(correct => correct),
                ["attacked"] = attacked.Correct.Count(correct => correct),
                ["loss"] = bench.Outputs(network, bench.Test, batch: 8).mean().item<float>(),
                ["noise"] = input.Random.Uniform(input.Labels!.shape[0]).sum().item<float>(),
            };
        }
    }

    private sealed record Noise : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            threat.Project(clean + 0.1 * objective.Gradient(clean).sign(), clean);
    }
}
