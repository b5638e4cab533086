using System.Text.Json.Nodes;
using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// Numbers that are not finite: noticed in the step, named, and left out where the recipe says so.
/// </summary>
public sealed class NotFiniteTests
{
    private const string Nan = "loss.0={\"use\":\"toy-fault-loss\",\"kind\":\"nan\",\"views\":[\"a\",\"b\"]}";

    [Test]
    public void A_batch_that_is_left_out_changes_nothing_at_all_and_says_why()
    {
        using var box = new Toybox("notFinite=skip", Nan);
        var before = box.State();
        var result = box.Train(steps: 1).Single();
        Assert.That(result.Skipped?.Code, Is.EqualTo("ROCL0320"));
        Assert.That(result.Skipped!.Where, Does.Contain("loss.0 (Shared/toy-fault-loss 0.1.0), step 0"));
        Assert.That(
            box.State(),
            Is.EqualTo(before).AsCollection,
            "weights, running statistics and the optimizer's state"
        );
    }

    [Test]
    public void Sound_batches_are_taken_as_they_would_be_without_the_policy()
    {
        using var plain = new Toybox();
        using var skipping = new Toybox("notFinite=skip");
        plain.Train(steps: 2);
        Assert.That(skipping.Train(steps: 2).Select(result => result.Skipped), Is.All.Null);
        Assert.That(skipping.State(), Is.EqualTo(plain.State()).AsCollection);
    }

    [Test]
    public void A_weight_that_is_not_finite_is_named()
    {
        using var box = new Toybox();
        Assert.That(box.Model.FindNotFinite(), Is.Null);
        using (no_grad())
            box.Model.Parameters["heads.projector.weight"].fill_(float.PositiveInfinity);
        var fault = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That((fault.Code, box.Model.FindNotFinite()), Is.EqualTo(("ROCL0320", "heads.projector.weight")));
        Assert.That(
            $"{fault}",
            Does.Contain("the weight heads.projector.weight was no longer finite after the step before")
        );
    }

    [Test]
    public void Gradients_that_overflow_are_named_and_leave_the_model_as_it_was()
    {
        using var box = new Toybox("loss.0.scale=1e30");
        var before = box.State();
        var fault = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(fault.Where, Does.Contain("the gradient of "));
        Assert.That(
            box.State(),
            Is.EqualTo(before).AsCollection,
            "weights, running statistics and the optimizer's state"
        );
    }

    [TestCase("\"fail\"", "fail", null, null)]
    [TestCase("\"skip\"", "skip", 10, null)]
    [TestCase("\"back\"", "back", 3, 0.1)]
    [TestCase("{ \"then\": \"back\", \"factor\": \"1/2\", \"limit\": 1 }", "back", 1, 0.5)]
    public void Is_a_word_or_an_object_and_is_written_out_whole(string given, string then, int? limit, double? factor)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, $"notFinite={given}");
        var document = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Match(read => read, problems => throw new AssertionException($"{problems[0]}"));
        document["notFinite"] = JsonNode.Parse(given);
        var written = Completion.Of(document, recipe)["notFinite"]!;
        Assert.That(
            ((string?)written["then"], (int?)written["limit"], (double?)written["factor"]),
            Is.EqualTo((then, limit, factor))
        );
        Assert.That(
            ToyShelf.Read(ToyShelf.Rocl, $"notFinite={written.ToJsonString()}").NotFinite,
            Is.EqualTo(recipe.NotFinite)
        );
    }

    [TestCase("\"ignore\"", "ROCL0122")]
    [TestCase("{ \"than\": \"skip\" }", "ROCL0104")]
    [TestCase("{ \"then\": \"back\", \"factor\": 1 }", "ROCL0107")]
    [TestCase("{ \"factor\": 0.5 }", "ROCL0281")]
    [TestCase("{ \"then\": \"fail\", \"limit\": 3 }", "ROCL0281")]
    [TestCase("{ \"then\": \"skip\", \"factor\": 0.5 }", "ROCL0281")]
    public void What_it_cannot_be_is_reported(string given, string code) =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, $"notFinite={given}").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { code })
        );

    [Test]
    public void The_learning_rate_is_lowered_from_where_training_went_back_to_and_not_before()
    {
        using var box = new Toybox();
        GoneBack[] history = [new(3, 1, 0.5, ""), new(4, 2, 0.1, "")];
        var rates = box
            .Plan.StepsFrom(0)
            .Take(3)
            .Select(step => GoneBack.Lowered(step, history).LearningRate / step.LearningRate);
        Assert.That(rates, Is.EqualTo(new[] { 1, 0.5, 0.05 }).Within(1e-12));
    }
}
