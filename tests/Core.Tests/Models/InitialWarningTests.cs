using System.Collections.Immutable;
using RoCL.Core.Binding;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using Shared.Toys;

namespace Core.Tests.Models;

/// <summary>
/// What weights from elsewhere say of themselves: their classes and their normalisation.
/// </summary>
public sealed class InitialWarningTests
{
    private const string AClassifier = "heads={\"projector\":\"toy-classifier\"}";
    private const string Untrained = "train.epochs=0";
    private static readonly string[] OtherOrder = ["c", "a", "b"];

    private static BoundInit Of(Toybox other, WeightsMetadata says, params string[] parts) =>
        new(
            new Init(new("net.safetensors", "toy.json: init.from"), [.. parts]),
            () =>
                new SavedTensors(other.Copy().ToImmutableSortedDictionary(), "hash")
                {
                    ClassNames = says.ClassNames,
                    Normalize = says.Normalize,
                }
        );

    private static TakenWeights Given(Toybox box, WeightsMetadata says, params string[] parts)
    {
        using var other = new Toybox("seed=5", AClassifier);
        return InitialWeights.Give(box.Model, Of(other, says, parts));
    }

    [Test]
    public void A_classifier_without_the_names_of_its_classes_is_a_warning()
    {
        using var box = new Toybox(AClassifier);
        var problem = Given(box, new([], null), "encoder", "heads").Warnings.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0178", "toy.json: init.from: net.safetensors")));
        Assert.That(problem.What, Does.Contain("'projector'").And.Contain("in the data's order, a, b, c."));
        Assert.That(Given(box, new([], null), "encoder").Warnings, Is.Empty, "the encoder has no classes");
        Assert.That(Given(box, new(["a", "b", "c"], null), "heads").Warnings, Is.Empty, "they are the same");
    }

    [Test]
    public void Another_order_is_refused_where_something_is_trained_and_matched_where_nothing_is()
    {
        var says = new WeightsMetadata([.. OtherOrder], null);
        using var trained = new Toybox(AClassifier);
        var before = trained.State();
        var problem = Assert.Throws<ProblemException>(() => Given(trained, says, "heads"))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0272", "toy.json: init.from")));
        Assert.That(trained.State(), Is.EqualTo(before).AsCollection);

        using var measured = new Toybox(AClassifier, Untrained);
        Assert.That(Given(measured, says, "heads").Warnings, Is.Empty);
        Assert.That(measured.Model.TrainedClassNames, Is.EqualTo(OtherOrder));
        var others = new WeightsMetadata(["a", "b", "x"], null);
        problem = Assert.Throws<ProblemException>(() => Given(measured, others, "heads"))!.Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0272"));
    }

    [Test]
    public void A_newly_drawn_classifier_is_for_the_classes_at_hand()
    {
        using var box = new Toybox(AClassifier, Untrained);
        Given(box, new([.. OtherOrder], null), "encoder");
        Assert.That(box.Model.TrainedClassNames, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void Another_normalisation_of_the_encoder_is_a_warning_that_has_both()
    {
        using var box = new Toybox(AClassifier);
        var says = new WeightsMetadata(["a", "b", "c"], new([0.5], [0.25]));
        var problem = Given(box, says, "encoder").Warnings.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0179"));
        Assert.That(
            problem.What,
            Is.EqualTo(
                "The encoder was trained behind mean [0.5] and deviation [0.25], and in this recipe it stands without "
                    + "a normalisation."
            )
        );
        Assert.That(problem.Remedy, Does.Contain("""--set 'normalize={"mean":[0.5],"deviation":[0.25]}'"""));
        Assert.That(Given(box, says, "heads").Warnings, Is.Empty, "a head has none");

        using var same = new Toybox(AClassifier, """normalize={"mean":[0.5],"deviation":[0.25]}""");
        Assert.That(Given(same, says, "encoder").Warnings, Is.Empty);
        problem = Given(same, says with { Normalize = new([], []) }, "encoder").Warnings.Single();
        Assert.That(problem.Remedy, Does.Contain("--set normalize=null"));
        Assert.That(Given(same, says with { Normalize = null }, "encoder").Warnings, Is.Empty, "not known");
    }

    [Test]
    public void What_a_file_says_is_read_as_it_was_written_by_an_export_and_by_a_checkpoint()
    {
        var says = new WeightsMetadata(["a b", "c"], new([0.1, 0.2], [0.3, 0.4]));
        Assert.That(WeightsMetadata.Of(TensorFile.Of([], says.ToMetadata())), Is.EqualTo(says));
        var none = new WeightsMetadata([], new([], []));
        Assert.That(WeightsMetadata.Of(TensorFile.Of([], none.ToMetadata())), Is.EqualTo(none));

        using var box = new Toybox("""normalize={"mean":[0.1],"deviation":[0.3]}""");
        using var file = new MemoryStream();
        using (var weights = Weights.Of(box.Model))
            weights.Write(file);
        var checkpoint = WeightsMetadata.Of(Safetensors.Read(file.ToArray(), "here").ValueOrThrow());
        Assert.That(checkpoint, Is.EqualTo(new WeightsMetadata(["a", "b", "c"], new([0.1], [0.3]))));
    }

    [TestCase("format", "pt")]
    [TestCase("mean", "0.5 of all", "deviation", "1")]
    [TestCase("mean", "0.5")]
    [TestCase("mean", "0.5 0.5", "deviation", "0.25")]
    public void Words_of_another_program_say_nothing(params string[] words)
    {
        var metadata = words.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        Assert.That(WeightsMetadata.Of(TensorFile.Of([], metadata)), Is.EqualTo(new WeightsMetadata([], null)));
    }
}
