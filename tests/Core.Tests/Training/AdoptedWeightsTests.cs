using RoCL.Core.Models;
using RoCL.Core.Reading;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary><c>"weights"</c>: the average in place of the student, once training is over.</summary>
public sealed class AdoptedWeightsTests
{
    private const string Prefix = "teachers.weights.";

    [TestCase("weights=ema")]
    [TestCase("weights={\"use\":\"ema\",\"momentum\":0.5}")]
    public void A_component_is_a_teacher_of_its_own_with_every_head(string setting)
    {
        using var box = new Toybox(
            setting,
            "heads.second=toy-head",
            "loss.0.head=projector",
            "loss.1.head=projector",
            "views.adv.maximise.head=projector"
        );
        box.Train(steps: 2);
        var trained = box.State();
        box.Model.AdoptWeights();
        var adopted = box.State();
        var names = trained.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        Assert.That(names, Does.Contain($"{Prefix}heads.second.weight"));
        foreach (var name in names)
        {
            Assert.That(adopted[name], Is.EqualTo(trained[name]));
            Assert.That(adopted[name[Prefix.Length..]], Is.EqualTo(trained[name]), name);
        }
        Assert.That(adopted["encoder.conv1.weight"], Is.Not.EqualTo(trained["encoder.conv1.weight"]));
    }

    [Test]
    public void A_teacher_of_the_recipe_is_taken_by_its_name_and_copies_every_head()
    {
        using var box = new Toybox("teachers.target=ema", "weights=target");
        Assert.That(box.Recipe.Weights, Is.EqualTo("target"));
        Assert.That(box.State().Keys, Does.Contain("teachers.target.heads.projector.weight"));
    }

    [Test]
    public void Without_weights_the_students_are_used()
    {
        using var box = new Toybox("teachers.target=ema");
        box.Train(steps: 1);
        var before = box.State();
        box.Model.AdoptWeights();
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
        Assert.That(before.Keys, Does.Not.Contain("teachers.target.heads.projector.weight"), "no head was asked for");
    }

    [Test]
    public void A_frozen_copy_of_the_model_has_the_average()
    {
        using var box = new Toybox("weights={\"use\":\"ema\",\"momentum\":1}");
        using var start = new Toybox("weights=ema");
        var images = box.Images(0);
        using var expected = new TrainedModel("runs/start", start.Model, _ => throw new NotSupportedException());
        box.Train(steps: 2);
        box.Model.AdoptWeights();
        using var average = new TrainedModel("runs/other", box.Model, _ => throw new NotSupportedException());
        Assert.That(average.Outputs(images).allclose(expected.Outputs(images)));
    }

    [Test]
    public void What_was_left_to_defaults_is_written_out()
    {
        var document = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(recipe => RecipeText.SetAll(recipe, ["weights=ema", "teachers.old=start"]))
            .Match(whole => whole, _ => null!);
        var recipe = RecipeReader
            .Read("toy", "toy.json", document, new ToyShelf())
            .Match(read => read, problems => throw new AssertionException($"{problems[0]}"));
        var completed = Completion.Of(document, recipe);
        Assert.That(
            completed["weights"]!.ToJsonString(),
            Is.EqualTo("""{"use":"ema","momentum":0.996,"statistics":"average"}""")
        );
        Assert.That(
            completed["teachers"]!.ToJsonString(),
            Is.EqualTo("""{"old":{"use":"start","head":"features","mode":"eval"}}""")
        );
        Assert.That(ReadAgain(completed), Is.EqualTo(recipe.Weights));
    }

    private static string? ReadAgain(System.Text.Json.Nodes.JsonObject document) =>
        RecipeReader
            .Read("toy", "toy.json", document, new ToyShelf())
            .Match(read => read.Weights, problems => throw new AssertionException($"{problems[0]}"));
}
