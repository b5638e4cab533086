using RoCL.Core.Binding;
using RoCL.Core.Classes;
using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Classes;

/// <summary>
/// Classes are matched by their names, whatever numbers they have; what is for other classes is
/// refused.
/// </summary>
public sealed class MatchingClasses
{
    private const string AClassifier = "heads={\"projector\":\"toy-classifier\"}";
    private static readonly string[] OtherOrder = ["c", "a", "b"];
    private static readonly string[] OtherClasses = ["a", "b", "x"];
    private static readonly long[] InOtherOrder = [2, 0, 1];

    private static TrainedModel Frozen(Toybox box) =>
        new("runs/other", box.Model, _ => throw new NotSupportedException());

    [Test]
    public void A_classifiers_outputs_come_in_the_order_of_the_classes_at_hand()
    {
        using var box = new Toybox(AClassifier);
        var model = Frozen(box);
        var matched = new MatchedModel(model, OtherOrder, "runs/other");
        var images = box.Data.Gather(arange(5, ScalarType.Int64)).Images;
        var logits = model.Outputs(images, "projector");
        var inOrder = matched.Outputs(images, "projector");
        Assert.That(inOrder.eq(logits.index_select(1, tensor(InOtherOrder))).all().item<bool>());
        Assert.That(matched.Outputs(images).eq(model.Outputs(images)).all().item<bool>(), "features have no classes");
        Assert.That(matched.For(["a", "b", "c"]).Outputs(images, "projector").eq(logits).all().item<bool>());
        Assert.That(matched.For([]).Outputs(images, "projector").eq(logits).all().item<bool>(), "not known");
    }

    [Test]
    public void The_same_images_with_other_numbers_for_their_classes_have_the_same_loss_and_gradient()
    {
        using var box = new Toybox(AClassifier);
        var model = Frozen(box);
        var whole = box.Data.Gather(arange(6, ScalarType.Int64));
        var renumbered = Subset.OfClasses(box.Data, OtherOrder).Gather(arange(6, ScalarType.Int64));
        Assert.That(renumbered.Labels!.eq(whole.Labels!).all().item<bool>(), Is.False);

        var was = CrossEntropy(model, whole.Labels!).At(whole.Images);
        var now = CrossEntropy(((ITrainedModel)model).For(OtherOrder), renumbered.Labels!).At(whole.Images);
        var matched = CrossEntropy(new MatchedModel(model, OtherOrder, "x"), renumbered.Labels!).At(whole.Images);
        Assert.That(matched.Losses.allclose(was.Losses));
        Assert.That(matched.Gradient.allclose(was.Gradient));
        Assert.That(now.Losses.allclose(was.Losses), Is.False, "a model that is not matched goes by numbers");
    }

    [Test]
    public void What_an_attack_compares_with_the_labels_is_in_their_order_too()
    {
        using var box = new Toybox(AClassifier);
        var model = Frozen(box);
        var whole = box.Data.Gather(arange(6, ScalarType.Int64));
        var renumbered = Subset.OfClasses(box.Data, OtherOrder).Gather(arange(6, ScalarType.Int64)).Labels!;
        var was = CrossEntropy(model, whole.Labels!);
        var matched = CrossEntropy(new MatchedModel(model, OtherOrder, "x"), renumbered);
        Assert.That(matched.ClassNames, Is.EqualTo(OtherOrder));
        foreach (var rows in new[] { arange(6, ScalarType.Int64), tensor(new long[] { 4, 1 }) })
        {
            var images = whole.Images.index_select(0, rows);
            var one = was.Only(rows);
            var other = matched.Only(rows);
            var logits = one.Outputs(images).index_select(1, tensor(InOtherOrder));
            Assert.That(other.Outputs(images).eq(logits).all().item<bool>());
            Assert.That(other.At(images).Outputs.eq(logits).all().item<bool>());
            Assert.That(other.Fooled(other.Outputs(images))!.eq(one.Fooled(one.Outputs(images))!).all().item<bool>());
            var first = other.Aim(outputs => outputs.select(1, 0));
            Assert.That(first.Losses(images).eq(logits.select(1, 0)).all().item<bool>());
            Assert.That(first.At(images).Outputs.eq(logits).all().item<bool>());
        }
    }

    private static IObjective CrossEntropy(ITrainedModel model, Tensor labels) =>
        model.Objective(
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            "projector"
        );

    [TestCase("a", "b", "x")]
    [TestCase("a", "b")]
    [TestCase("a", "b", "c", "d")]
    [TestCase("a", "a", "b")]
    public void A_classifier_for_other_classes_is_refused_where_labels_count(params string[] classes)
    {
        using var box = new Toybox(AClassifier);
        var matched = new MatchedModel(Frozen(box), classes, "runs/other");
        var labels = zeros(2, ScalarType.Int64);
        var problem = Assert
            .Throws<ProblemException>(() => matched.Objective(outputs => outputs.sum(1), 2, labels, "projector"))!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0272", "runs/other")));
        Assert.That(problem.What, Does.Contain("for the classes a, b, c,").And.Contain(string.Join(", ", classes)));
        Assert.That(() => matched.Objective(outputs => outputs.sum(1), 2, null, "projector"), Throws.Nothing);
        Assert.That(() => matched.Objective(outputs => outputs.sum(1), 2, labels), Throws.Nothing, "features");
    }

    [Test]
    public void A_head_is_a_classifier_where_its_width_follows_the_classes_and_nothing_is_drawn_to_find_out()
    {
        using var classifier = new Toybox(AClassifier);
        using var embedding = new Toybox("heads={\"projector\":{\"use\":\"toy-head\",\"outputs\":3}}");
        manual_seed(5);
        var undisturbed = rand(4).data<float>().ToArray();
        manual_seed(5);
        Assert.That(Frozen(classifier).Classifiers, Is.EqualTo(new[] { "projector" }));
        Assert.That(Frozen(embedding).Classifiers, Is.Empty, "three outputs for three classes by chance");
        Assert.That(rand(4).data<float>().ToArray(), Is.EqualTo(undisturbed));
    }

    [Test]
    public void A_teachers_classifier_has_to_be_for_the_same_classes()
    {
        using var box = new Toybox(AClassifier);
        var teacher = new Teacher.OfRun(
            new OptionValue.Model("runs/other", "r.json: teachers.t.from"),
            "projector",
            "r.json: teachers.t"
        );
        ITrainedModel Of(string[] classes) =>
            new BoundTeacher(teacher, () => new MatchedModel(Frozen(box), classes, "runs/other")).Model();
        Assert.That(() => Of(OtherOrder), Throws.Nothing);
        var problem = Assert.Throws<ProblemException>(() => Of(OtherClasses))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0272", "r.json: teachers.t.head: runs/other")));
    }

    [Test]
    public void A_trained_head_on_the_bench_follows_the_images_that_are_measured_on()
    {
        using var box = new Toybox(AClassifier);
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        Bench On(IImages images) => new(box.Plan, box.Model, use, new(images, images), new ToyHost());
        using var own = On(box.Data).Head("projector");
        using var reordered = On(Subset.OfClasses(box.Data, OtherOrder)).Head("projector");
        var features = rand(4, box.Model.Features);
        Assert.That(
            reordered.call(features).eq(own.call(features).index_select(1, tensor(InOtherOrder))).all().item<bool>()
        );
        var problem = Assert
            .Throws<ProblemException>(() => On(Subset.OfClasses(box.Data, ["a", "b"])).Head("projector"))!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0272", use.Where)));
    }

    [Test]
    public void Test_images_get_the_numbers_of_the_training_images()
    {
        using var box = new Toybox();
        var other = Subset.OfClasses(box.Data, OtherOrder);
        var numbered = SameClasses.Numbered(other, box.Data.Classes);
        Assert.That(numbered.Classes, Is.EqualTo(box.Data.Classes));
        Assert.That(numbered.Labels!.eq(box.Data.Labels!).all().item<bool>());
        Assert.That(SameClasses.Numbered(other, OtherClasses), Is.SameAs(other), "labels of training alone");
    }
}
