using RoCL.Attacks;
using RoCL.Attacks.Gradient;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.Library;

/// <summary>An attack on a classifier in one call, as a program of one's own makes it.</summary>
public sealed class AgainstTests
{
    private static readonly LInf Threat = new(0.4);

    private static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(3);
        return nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 4, 5));
    }

    private static nn.Module<Tensor, Tensor> LinearNetwork()
    {
        manual_seed(3);
        return nn.Sequential(nn.Flatten(), nn.Linear(16, 5));
    }

    private static Tensor Images(int count = 6)
    {
        using var generator = new Generator(7);
        return rand([count, 1, 4, 4], generator: generator);
    }

    private static Tensor LabelsOf(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        network.eval();
        return network.call(images).argmax(1);
    }

    [Test]
    public void The_images_lie_inside_the_threat_model_and_are_judged_by_the_classifier()
    {
        using var scope = NewDisposeScope();
        var network = LinearNetwork();
        var images = Images();
        var labels = LabelsOf(network, images);
        var attacked = new Standard(Iterations: 5, Queries: 10).Against(network, images, labels, Threat);
        Assert.That(Threat.Contains(attacked.Images, images));
        Assert.That(attacked.CleanAccuracy, Is.EqualTo(1));
        Assert.That(
            attacked.CorrectAfter,
            Is.EqualTo(network.call(attacked.Images).argmax(1).eq(labels).data<bool>().ToArray())
        );
        Assert.That(attacked.RobustAccuracy, Is.LessThan(1));
        Assert.That(
            attacked.ToString(),
            Does.StartWith("shortened AutoAttack (iterations 5, queries 10) linf 102/255")
        );
    }

    [Test]
    public void It_is_as_strong_as_the_attack_itself_on_the_objective()
    {
        using var scope = NewDisposeScope();
        var network = LinearNetwork();
        var images = Images();
        var labels = LabelsOf(network, images);
        var before = nn.functional.cross_entropy(network.call(images), labels).item<float>();
        var attacked = new Pgd(Iterations: 10, RelativeStep: 0.25).Against(network, images, labels, Threat);
        var after = nn.functional.cross_entropy(network.call(attacked.Images), labels).item<float>();
        Assert.That(after, Is.GreaterThan(1.2 * before));
    }

    [Test]
    public void The_mode_of_each_layer_weights_and_statistics_are_afterwards_as_they_were()
    {
        using var scope = NewDisposeScope();
        var network = Network();
        network.train();
        var normalisation = network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().Single();
        normalisation.eval();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        new Pgd().Against(network, Images(), zeros(6, ScalarType.Int64), Threat);
        Assert.That(network.modules().Select(layer => layer.training), Has.Exactly(1).False);
        Assert.That(new[] { network.training, normalisation.training }, Is.EqualTo(new[] { true, false }));
        Assert.That(network.state_dict().All(entry => entry.Value.equal(before[entry.Key]).all().item<bool>()));
        Assert.That(network.parameters().Select(parameter => parameter.grad), Is.All.Null);
    }

    [Test]
    public void The_same_seed_gives_the_same_images_and_another_gives_others()
    {
        using var scope = NewDisposeScope();
        var network = Network();
        var labels = zeros(6, ScalarType.Int64);
        Tensor With(long seed) => new Pgd(1).Against(network, Images(), labels, Threat, seed, batch: 4).Images;
        Assert.That(With(1).equal(With(1)).all().item<bool>());
        Assert.That(With(1).equal(With(2)).all().item<bool>(), Is.False);
    }

    [Test]
    public void Nothing_native_is_left_but_the_attacked_images()
    {
        using var scope = NewDisposeScope();
        var network = Network();
        var images = Images();
        var labels = zeros(6, ScalarType.Int64);
        var before = scope.DisposablesCount;
        new Pgd(2).Against(network, images, labels, Threat, batch: 2);
        Assert.That(scope.DisposablesCount - before, Is.EqualTo(1));
    }

    [TestCase(2.0, 0, "ROCL0840")]
    [TestCase(double.NaN, 0, "ROCL0840")]
    [TestCase(0.5, 5, "ROCL0841")]
    [TestCase(0.5, -1, "ROCL0841")]
    public void What_does_not_fit_is_refused(double pixel, long label, string code)
    {
        using var scope = NewDisposeScope();
        var images = full([2, 1, 4, 4], pixel);
        var labels = full([2], label, ScalarType.Int64);
        var refused = Assert.Throws<ProblemException>(() => new Pgd().Against(Network(), images, labels, Threat));
        Assert.That(refused.Problem.Code, Is.EqualTo(code));
    }

    [Test]
    public void Tensors_of_another_form_are_refused()
    {
        using var scope = NewDisposeScope();
        string CodeOf(nn.Module<Tensor, Tensor> network, Tensor images, Tensor labels) =>
            Assert.Throws<ProblemException>(() => new Pgd().Against(network, images, labels, Threat)).Problem.Code;
        var labels = zeros(6, ScalarType.Int64);
        Assert.That(
            new[]
            {
                CodeOf(Network(), Images()[0], labels),
                CodeOf(Network(), Images().to(ScalarType.Float64), labels),
                CodeOf(Network(), Images(), labels.to(ScalarType.Float32)),
                CodeOf(Network(), Images(), zeros(5, ScalarType.Int64)),
                CodeOf(nn.Conv2d(1, 4, 3), Images(), labels),
            },
            Is.EqualTo(new[] { "ROCL0840", "ROCL0840", "ROCL0841", "ROCL0841", "ROCL0842" })
        );
    }
}
