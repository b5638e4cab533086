using RoCL.Attacks;
using RoCL.Attacks.Gradient;
using RoCL.Library;
using Shared.Folders;

namespace Components.Tests.Library;

/// <summary>
/// A network of one's own is trained, evaluated and attacked by a recipe, inside a program.
/// </summary>
public sealed class MethodTests
{
    private const string Small = """
        {
          "extends": "demo-rocl",
          "images": { "train": 24, "test": 10 },
          "views": { "adv": { "attack": { "iterations": 1 } } },
          "train": { "epochs": 1, "batch": 8 },
          "evaluate": [
            {
              "use": "linear", "epochs": 1, "batch": 8,
              "attack": { "use": "pgd", "iterations": 1 }, "threats": [{ "linf": "8/255" }]
            }
          ]
        }
        """;

    private static PixelImages Images()
    {
        var labels = arange(30, ScalarType.Int64) % 2;
        var pixels = 40 + 100 * labels.view(30, 1, 1, 1) + zeros(30, 3, 8, 8);
        return new(pixels.to(ScalarType.Byte), labels, ["dark", "bright"]);
    }

    private static nn.Module<Tensor, Tensor> Network(ImageShape shape) =>
        nn.Sequential(
            nn.Conv2d(shape.Channels, 4, 3),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten()
        );

    [Test]
    public void It_is_trained_evaluated_and_attacked()
    {
        var steps = new List<StepProgress>();
        using var trained = new Method(Small).Train(Network, Images(), Images(), progress: steps.Add);
        Assert.That(steps.Select(step => (step.Done, step.Total)), Is.EqualTo(new[] { (1L, 3L), (2L, 3L), (3L, 3L) }));
        Assert.That(steps.Select(step => step.Loss), Is.All.GreaterThan(0));

        var accuracies = trained.Evaluate();
        Assert.That(
            accuracies.Select(accuracy => accuracy.Condition),
            Is.EqualTo(new[] { "clean", "PGD-1 linf 8/255" })
        );
        Assert.That(accuracies.Select(accuracy => accuracy.Correct.Count), Is.All.EqualTo(10));
        Assert.That(accuracies[0].ToString(), Does.Match(@"^clean: \d+\.\d % of 10 images$"));
        Assert.That(accuracies[1].Threat, Is.EqualTo(new LInf(8 / 255.0)));

        using var encoder = trained.Encoder();
        using var features = encoder.call(zeros(2, 3, 8, 8));
        Assert.That(features.shape, Is.EqualTo(new long[] { 2, 4 }));
    }

    [Test]
    public void The_weights_go_into_a_network_of_ones_own_and_into_a_file()
    {
        using var trained = new Method(Small).Train(Network, Images(), Images());
        using var own = Network(new(3, 8, 8));
        own.load_state_dict(trained.Weights());
        own.eval();
        using var encoder = trained.Encoder();
        using var images = rand(3, 3, 8, 8);
        Assert.That(own.call(images).allclose(encoder.call(images), rtol: 1e-5, atol: 1e-6));

        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "encoder.safetensors");
        trained.Save(file);
        var read = RoCL.Core.Tensors.Safetensors.Read(File.ReadAllBytes(file), file).ValueOrThrow();
        Assert.That(read.Tensors.Keys, Is.EquivalentTo(trained.Weights().Keys));
    }

    [Test]
    public void The_same_recipe_and_images_give_the_same_weights()
    {
        Tensor Weights()
        {
            using var trained = new Method(Small).Train(Network, Images(), Images());
            using var encoder = trained.Encoder();
            return encoder.parameters().First().clone();
        }

        Assert.That(Weights().equal(Weights()).all().item<bool>());
    }

    [Test]
    public void A_supervised_method_gives_a_classifier_to_attack()
    {
        const string Supervised = """
            { "extends": "demo-supervised", "images": null, "train": { "epochs": 1, "batch": 10 }, "evaluate": null }
            """;
        using var trained = new Method(Supervised).Train(Network, Images(), Images());
        using var classifier = trained.WithHead(trained.Heads.Single());
        var batch = Images().Gather(arange(4, ScalarType.Int64));
        var attacked = new Pgd(2).Against(classifier, batch.Images, batch.Labels!, new LInf(8 / 255.0));
        Assert.That(attacked.CorrectAfter, Has.Count.EqualTo(4));
        Assert.That(() => trained.WithHead("nothing"), Throws.ArgumentException);
    }

    [TestCase("""{ "extends": "demo-rocll" }""", "ROCL0843")]
    [TestCase("""{ "extends": "rocl", "checkpoints": { "every": "1h" } }""", "ROCL0844")]
    [TestCase("""{ "extends": "rocl", "monitors": { "rank": {} } }""", "ROCL0844")]
    [TestCase("""{ "extends": "rocl", "init": { "from": "runs/one" } }""", "ROCL0844")]
    [TestCase("""{ "extends": "rocl", "loss": [{ "use": "nt-xnt" }] }""", "ROCL0202")]
    [TestCase("""{ "extends": "rocl", "trian": {} }""", "ROCL0104")]
    [TestCase("""{ "extends" }""", "ROCL0101")]
    public void What_is_wrong_with_a_recipe_is_said_before_anything_is_trained(string recipe, string code)
    {
        var refused = Assert.Throws<ProblemException>(() => new Method(recipe).Train(Network, Images(), Images()));
        Assert.That(refused.Problems.Select(problem => problem.Code), Does.Contain(code));
    }
}
