using Fidelity.Tests.Components;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace Fidelity.Tests.Methods;

/// <summary>
/// Both halves of what DynACL++ adds to DynACL, by their own recipes: Luo et al. 2023.
/// </summary>
public sealed class DynAclPlusFidelity
{
    private const double Rate = 100;
    private const string After = "after.";
    private const string Gradient = "grad.";

    [GoldenFiles("dynacl_plus_linear_probe")]
    public void The_probe_learns_and_the_encoder_keeps_weights_and_statistics(string name)
    {
        var golden = Golden.Open(name);
        string[] optimizer =
        [
            $"optimizer.lr={golden.Text("learning_rate")}",
            $"optimizer.momentum={golden.Text("momentum")}",
            $"optimizer.weightDecay={golden.Text("weight_decay")}",
            "views.a.route=null",
            "route=null",
        ];
        var trained = new Trained(golden, "dynacl-plus/dynacl-plus-probe", optimizer, own: "bn", adversarial: null);
        using var model = trained.Begin();
        foreach (var (own, theirs) in trained.Names.Where(each => each.IsOfHead))
            Agreement.Absolute(model.State[own], golden[theirs], 0, $"{own} before the first step");

        var steps = Enumerable.Range(0, golden.Whole("steps"));
        var losses = steps.Select(step => trained.Take(model, step, step).Result.Loss).ToList();
        Agreement.Relative(tensor((float)losses.Average()), golden["loss"], 1e-6, "mean loss");
        foreach (var (own, theirs) in trained.Names)
        {
            var isTrained = golden.Names.Contains(After + theirs);
            Agreement.Relative(
                model.State[own],
                golden[isTrained ? After + theirs : theirs],
                isTrained ? 1e-5 : 0,
                own
            );
        }
    }

    [GoldenFiles("dynacl_plus_lpaft")]
    [GoldenFiles("dynacl_plus_aff")]
    public void Attack_loss_gradients_and_running_statistics_agree(string name)
    {
        var golden = Golden.Open(name);
        var trained = Adversarial(golden, golden.Text("beta"));
        using var model = trained.Begin();
        var before = model.Parameters.ToDictionary(weight => weight.Key, weight => weight.Value.detach().clone());
        var (result, found) = trained.Take(model, index: 0, row: null);
        Agreement.Absolute(found["attacked"], golden["adversarial"], 1e-6, "attacked images");
        Agreement.Relative(tensor((float)result.Loss), golden["loss"], 1e-5, "loss");
        // A bias before batch-norm has a gradient of rounding errors alone, so layers are compared.
        var moved = trained.Names.Where(each => golden.Names.Contains(Gradient + each.Golden));
        foreach (var layer in moved.GroupBy(each => each.Layer))
        {
            var ours = layer.Select(each => (before[each.Own] - model.Parameters[each.Own]).detach().flatten() / Rate);
            var theirs = layer.Select(each => golden[Gradient + each.Golden].flatten());
            Agreement.Relative(cat([.. ours]), cat([.. theirs]), 1e-5, $"gradient of {layer.Key}");
        }

        foreach (var (own, theirs) in trained.Names.Where(each => golden.Names.Contains(After + each.Golden)))
            Agreement.Relative(model.State[own], golden[After + theirs], 1e-5, own);
    }

    [GoldenFiles("dynacl_plus_lpaft")]
    [GoldenFiles("dynacl_plus_aff")]
    public void Of_the_loss_cross_entropy_and_divergence_agree(string name)
    {
        var golden = Golden.Open(name);
        double Loss(string beta)
        {
            var trained = Adversarial(golden, beta);
            using var model = trained.Begin();
            return trained.Take(model, index: 0, row: null).Result.Loss;
        }

        var crossEntropy = Loss("0");
        Agreement.Relative(tensor((float)crossEntropy), golden["cross_entropy"], 1e-6, "cross-entropy");
        var divergence = Loss("1") - crossEntropy;
        Agreement.Absolute(tensor((float)divergence), golden["divergence"], 1e-6, "divergence");
    }

    // The recipe's route is the one of attacked images; it is theirs where they have two.
    private static Trained Adversarial(Golden golden, string beta)
    {
        var routes = golden.Text("routes").Split(',');
        var natural = golden.Text("natural_route");
        var adversarial = golden.Text("adversarial_route");
        List<string> settings =
        [
            $"optimizer={{\"use\":\"sgd\",\"lr\":{Rate},\"momentum\":0,\"weightDecay\":0}}",
            "learningRate=constant",
            "views.adv.attack={\"use\":\"attack-from-start\","
                + $"\"iterations\":{golden.Text("iterations_from_start")},\"step\":{golden.Text("step")}}}",
            $"views.adv.threat.linf={golden.Text("epsilon")}",
            $"loss.0.beta={beta}",
        ];
        if (routes.Length == 1)
        {
            settings.AddRange(["views.a.route=null", "views.adv.route=null", "route=null"]);
            return new(golden, "dynacl-plus", settings, own: "bn", adversarial: null);
        }

        if (natural != adversarial)
            settings.Add("views.a.route=null");
        var other = routes.Single(route => route != adversarial);
        return new(golden, "dynacl-plus", settings, own: $"bn.{other}", adversarial: $"bn.{adversarial}");
    }

    /// <summary>A recipe on a golden file's network and images.</summary>
    private sealed class Trained
    {
        private readonly Golden _golden;
        private readonly Plan _plan;
        private readonly GivenBatches _data;

        public Trained(Golden golden, string recipe, IEnumerable<string> settings, string own, string? adversarial)
        {
            _golden = golden;
            _data = new(golden);
            Names = [.. NamesOf(own, adversarial)];
            var catalogue = new TestCatalogue();
            var read = catalogue.Research(
                recipe,
                [
                    "data=given-data",
                    "init=null",
                    "evaluate=[]",
                    $"encoder={{\"use\":\"normed-leaky-network\",\"file\":\"{golden.Name}\"}}",
                    "views.a.augment=[]",
                    $"train.batch={golden.Text("images")}",
                    .. settings,
                ]
            );
            _plan = Plan.Of(catalogue.Bind(read), _data)
                .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        }

        /// <summary>Our tensors, and what the file calls them.</summary>
        public IReadOnlyList<NamedTensor> Names { get; }

        /// <summary>
        /// The model with the file's tensors; the classifier is left as the recipe has it where
        /// that begins with 0.
        /// </summary>
        public Model Begin()
        {
            var model = Model.Build(_plan, CPU);
            using var quiet = no_grad();
            foreach (var named in Names)
            {
                if (!named.IsOfHead || !_golden.Names.Contains(After + named.Golden))
                    model.State[named.Own].copy_(_golden[named.Golden]);
            }
            return model;
        }

        /// <summary>Takes a step over the file's images, or over those of a row of them.</summary>
        public (StepResult Result, IReadOnlyDictionary<string, Tensor> Found) Take(Model model, long index, int? row)
        {
            Tensor Given(string tensor) => row is { } one ? _golden[tensor][one] : _golden[tensor];
            var given = new Dictionary<string, Tensor> { ["images"] = Given("images"), ["labels"] = Given("labels") };
            if (_golden.Names.Contains("start"))
                given.Add("start", _golden["start"] - _golden["images"]);
            var step = new GivenStep { Tensors = given };
            var result = step.Take(() => TrainingLoop.Take(_plan, _data, model, _plan.StepAt(index)));
            return (result, step.Found);
        }

        private static IEnumerable<NamedTensor> NamesOf(string own, string? adversarial)
        {
            foreach (var kind in new[] { "weight", "bias" })
            {
                yield return new($"encoder.conv.{kind}", $"conv.{kind}");
                yield return new($"heads.classifier.linear.{kind}", $"fc.{kind}");
            }

            foreach (var kind in new[] { "weight", "bias", "running_mean", "running_var" })
            {
                yield return new($"encoder.bn.{kind}", $"{own}.{kind}");
                if (adversarial is not null)
                    yield return new($"routes.adv.encoder.bn.{kind}", $"{adversarial}.{kind}");
            }
        }
    }

    /// <summary>A tensor of the model, and its name in the file.</summary>
    private sealed record NamedTensor(string Own, string Golden)
    {
        public string Layer => Own[..Own.LastIndexOf('.')];

        public bool IsOfHead => Own.StartsWith("heads.", StringComparison.Ordinal);
    }

    /// <summary>Batches of images and labels in the file's order.</summary>
    private sealed class GivenBatches(Golden golden) : IImages
    {
        private readonly long[] _shape = golden["images"].shape[^3..];

        public ImageShape Shape => new((int)_shape[0], (int)_shape[1], (int)_shape[2]);

        public long Count => golden.Whole("images");

        public IReadOnlyList<string> Classes => [.. Enumerable.Range(0, golden.Whole("classes")).Select(i => $"{i}")];

        public Tensor? Labels => golden["labels"].view(-1, Count)[0];

        public Batch Gather(Tensor indices) =>
            new(GivenStep.Current.Tensors["images"], GivenStep.Current.Tensors["labels"], indices);
    }
}
