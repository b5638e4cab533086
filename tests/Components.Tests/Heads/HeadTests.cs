using RoCL.Heads.Mlp;

namespace Components.Tests.Heads;

public sealed class HeadTests
{
    private static Dictionary<string, long[]> Shapes(nn.Module module) =>
        module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.shape);

    [Test]
    public void A_projector_has_two_layers_of_128_by_default()
    {
        using var projector = new Mlp().Build(features: 64, classes: 0);
        Assert.That(
            Shapes(projector),
            Is.EqualTo(
                new Dictionary<string, long[]>
                {
                    ["linear_1.weight"] = [128, 64],
                    ["linear_1.bias"] = [128],
                    ["linear_2.weight"] = [128, 128],
                    ["linear_2.bias"] = [128],
                }
            )
        );
    }

    [Test]
    public void A_projector_is_linear_layers_with_a_relu_between_each_two_and_none_at_the_end()
    {
        using var scope = NewDisposeScope();
        var projector = new Mlp([7, 5, 3]).Build(features: 6, classes: 10);
        var features = randn(4, 6);
        var state = projector.state_dict();
        Tensor Layer(int number, Tensor x) =>
            nn.functional.linear(x, state[$"linear_{number}.weight"], state[$"linear_{number}.bias"]);
        var expected = Layer(3, Layer(2, Layer(1, features).relu()).relu());
        Assert.That(projector.forward(features).allclose(expected));
        Assert.That(state, Has.Count.EqualTo(6));
        projector.Dispose();
    }

    [Test]
    public void One_layer_is_a_linear_map()
    {
        using var scope = NewDisposeScope();
        using var projector = new Mlp([3]).Build(features: 6, classes: 0);
        Assert.That(Shapes(projector).Keys, Is.EquivalentTo(["linear_1.weight", "linear_1.bias"]));
        Assert.That(projector.forward(randn(1, 6)).shape, Is.EqualTo(new long[] { 1, 3 }));
    }

    [TestCase(new int[0])]
    [TestCase(new[] { 128, 0 })]
    public void Layers_without_outputs_are_refused(int[] layers)
    {
        var refused = Assert.Throws<ProblemException>(() => new Mlp(layers).Build(features: 6, classes: 0));
        Assert.That(
            (refused.Problem.Code, refused.Problem.What),
            Is.EqualTo(
                (
                    "ROCL0361",
                    $"The layers are [{string.Join(", ", layers)}], but there has to be a layer, "
                        + "and each layer needs at least one output."
                )
            )
        );
    }

    [Test]
    public void A_classifier_gives_a_logit_for_each_class()
    {
        using var scope = NewDisposeScope();
        using var classifier = new Linear().Build(features: 6, classes: 10);
        Assert.That(
            Shapes(classifier),
            Is.EqualTo(new Dictionary<string, long[]> { ["linear.weight"] = [10, 6], ["linear.bias"] = [10] })
        );
        Assert.That(classifier.forward(randn(4, 6)).shape, Is.EqualTo(new long[] { 4, 10 }));
    }

    [Test]
    public void A_classifier_of_data_without_classes_is_refused() =>
        Assert.That(
            Assert.Throws<ProblemException>(() => new Linear().Build(features: 6, classes: 0))!.Problem.Code,
            Is.EqualTo("ROCL0362")
        );

    [Test]
    public void The_draw_of_the_weights_follows_the_seed()
    {
        using var scope = NewDisposeScope();
        Tensor Weight(long seed)
        {
            manual_seed(seed);
            using var projector = new Mlp().Build(features: 64, classes: 0);
            return projector.state_dict()["linear_1.weight"].clone();
        }
        Assert.That((Weight(1).SameAs(Weight(1)), Weight(1).SameAs(Weight(2))), Is.EqualTo((true, false)));
    }
}
