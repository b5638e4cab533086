using System.Collections.Immutable;
using RoCL.Runs.Export;

namespace Runs.Tests.Results;

/// <summary>Classifiers under torchvision's names, whatever trained them.</summary>
public sealed class ExportedClassifiers
{
    private static ImmutableSortedDictionary<string, Tensor> Tensors(params (string Name, long[] Shape)[] tensors) =>
        tensors.ToImmutableSortedDictionary(each => each.Name, each => zeros(each.Shape));

    [TestCase("classifier")]
    [TestCase("head.linear")]
    [TestCase("head.0")]
    public void One_linear_layer_is_fc(string layer)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors(($"{layer}.weight", [10, 64]), ($"{layer}.bias", [10]), ("encoder.conv1.weight", [4]));
        Assert.That(ClassifierNames.IsLinear(tensors));
        Assert.That(
            ClassifierNames.Of(tensors).Keys,
            Is.EquivalentTo(new[] { "fc.weight", "fc.bias", "conv1.weight" })
        );
    }

    [Test]
    public void Several_layers_keep_their_names_and_are_not_taken_for_one()
    {
        using var scope = NewDisposeScope();
        var two = Tensors(("head.0.weight", [8, 64]), ("head.2.weight", [10, 8]));
        var normalised = Tensors(("head.norm.weight", [64]), ("head.linear.weight", [10, 64]));
        Assert.That(ClassifierNames.IsLinear(two), Is.False);
        Assert.That(ClassifierNames.IsLinear(normalised), Is.False);
        Assert.That(ClassifierNames.Of(two).Keys, Is.EquivalentTo(two.Keys));
    }
}
