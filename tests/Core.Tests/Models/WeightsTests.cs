using System.Collections.Immutable;
using RoCL.Core;
using RoCL.Core.Models;
using Shared.Toys;

namespace Core.Tests.Models;

public sealed class WeightsTests
{
    [Test]
    public void A_copy_stays_as_it_is_while_the_model_trains_on()
    {
        using var box = new Toybox();
        box.Train(steps: 1);
        var before = box.State();
        using var weights = Weights.Of(box.Model);
        box.Train(first: 1, steps: 1);
        Assert.That(Bytes(weights), Is.EqualTo(before).AsCollection);
        Assert.That(box.State(), Is.Not.EqualTo(before).AsCollection);
    }

    [Test]
    public void What_was_written_is_read_with_its_architecture_and_puts_a_model_back_to_the_bit()
    {
        using var box = new Toybox();
        box.Train(steps: 2);
        var before = box.State();
        using var file = new MemoryStream();
        using (var weights = Weights.Of(box.Model))
            weights.Write(file);
        box.Train(first: 2, steps: 1);

        file.Position = 0;
        using var read = Weights.Read(file, "here").Match(read => read, problems => Fails<Weights>(problems[0]));
        Assert.That(
            read.Architecture,
            Is.EqualTo(new Architecture(new ImageShape(1, 8, 8), 3) { ClassNames = ["a", "b", "c"] })
        );
        Assert.That(read.CopyInto(box.Model, "here"), Is.EqualTo(new Result<int>.Ok(before.Count)));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Weights_of_another_recipe_are_refused_by_name_and_change_nothing()
    {
        using var box = new Toybox();
        using var other = new Toybox("heads.projector={\"use\":\"toy-head\",\"outputs\":4}");
        using var weights = Weights.Of(other.Model);
        var before = box.State();
        var problem = weights.CopyInto(box.Model, "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0610"));
        Assert.That(problem.What, Does.Contain("heads.projector.weight"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Weights_behind_another_normalisation_are_refused_with_both_and_change_nothing()
    {
        using var box = new Toybox("""normalize={"mean":[0.5],"deviation":[0.25]}""");
        using var other = new Toybox("""normalize={"mean":[0.1],"deviation":[0.25]}""");
        using var weights = Weights.Of(other.Model);
        var before = box.State();
        var problem = weights.CopyInto(box.Model, "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0610"));
        Assert.That(problem.What, Does.EndWith(": normalize_mean is 0.1 in the file and 0.5 in the recipe."));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    // As a file with other types and the same sizes in its header is read.
    [Test]
    public void Weights_of_another_element_type_are_refused_by_name_and_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var box = new Toybox();
        using var weights = Weights.Of(box.Model);
        var before = box.State();
        const string name = "heads.projector.weight";
        var reread = zeros_like(weights.Tensors[name], dtype: ScalarType.Int32);
        var altered = weights with { Tensors = weights.Tensors.SetItem(name, reread) };
        var problem = altered.CopyInto(box.Model, "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0610"));
        Assert.That(problem.What, Does.Contain($"{name} is of type Int32 in the file and Float32 in the model"));
        Assert.That(problem.Remedy, Does.Contain("Restore the file").And.Not.Contain("recipe"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void The_hash_is_of_parameters_and_statistics_and_of_nothing_else()
    {
        using var box = new Toybox("optimizer.momentum=0.9");
        var hash = Weights.HashOf(box.Model);
        using (no_grad())
        {
            Optimizer(box.Model).add_(1);
            Assert.That(Weights.HashOf(box.Model), Is.EqualTo(hash), "the optimizer's state does not count");
            box.Model.Parameters.Values.First().add_(1);
        }

        Assert.That(Weights.HashOf(box.Model), Is.Not.EqualTo(hash));
    }

    [TestCase("3x32x32", "10", ExpectedResult = "3x32x32, 10")]
    [TestCase("1x28x28", "0", ExpectedResult = "1x28x28, 0")]
    [TestCase("3x32", "10", ExpectedResult = "nothing")]
    [TestCase("3x?x32x32", "10", ExpectedResult = "nothing")]
    [TestCase("3x32x32x1", "10", ExpectedResult = "nothing")]
    [TestCase("3x-1x32", "10", ExpectedResult = "nothing")]
    [TestCase("3x32x9999999", "10", ExpectedResult = "nothing")]
    [TestCase("3x32x32", "", ExpectedResult = "nothing")]
    [TestCase("3x32x32", "-1", ExpectedResult = "nothing")]
    public string An_architecture_is_read_whole_or_not_at_all(string shape, string classes)
    {
        var metadata = new Dictionary<string, string> { ["shape"] = shape, ["classes"] = classes };
        var read = Architecture.FromMetadata(metadata);
        return read is null ? "nothing" : $"{read.Images}, {read.Classes}";
    }

    [Test]
    public void Metadata_that_says_nothing_is_no_architecture() =>
        Assert.That(Architecture.FromMetadata(ImmutableDictionary<string, string>.Empty), Is.Null);

    private static Tensor Optimizer(Model model) =>
        model.State.First(tensor => tensor.Key.StartsWith("optimizer.", StringComparison.Ordinal)).Value;

    private static Dictionary<string, string> Bytes(Weights weights) =>
        weights.Tensors.ToDictionary(tensor => tensor.Key, tensor => Convert.ToHexString(tensor.Value.bytes));

    private static T Fails<T>(Problem problem) => throw new AssertionException($"{problem}");
}
