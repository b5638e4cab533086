using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Losses that see views through the model of another run.</summary>
public sealed class TeacherTests
{
    private const string Distilled = "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"a@teacher\"]}]";

    // A model of other weights, trained for a step so that its statistics are its own.
    private static Toybox Trained()
    {
        var box = new Toybox("seed=5");
        box.Train(steps: 1);
        return box;
    }

    private static TrainedModel Frozen(Toybox box) =>
        new("runs/other", box.Model, _ => throw new NotSupportedException());

    [Test]
    public void A_term_sees_what_the_teacher_says_of_the_view()
    {
        using var other = Trained();
        var teacher = Frozen(other);
        using var student = Toybox.Taught(teacher, Distilled, "views={\"a\":{}}");
        using var twin = Toybox.Taught(teacher, Distilled, "views={\"a\":{}}");
        twin.Model.Enter(Mode.Train);
        var images = twin.Images(0);
        var expected = (twin.Model.Head("projector", twin.Model.Encode(images)) - teacher.Outputs(images, "projector"))
            .square()
            .mean();
        Assert.That(student.Train(steps: 1)[0].Loss, Is.EqualTo(expected.item<float>()).Within(1e-6));
    }

    [Test]
    public void Nothing_about_the_teacher_changes_and_the_student_comes_nearer_to_it()
    {
        using var other = Trained();
        using var student = Toybox.Taught(Frozen(other), Distilled, "views={\"a\":{}}", "train.epochs=10");
        var before = other.State();
        var losses = student.Train().Select(result => result.Loss).ToList();
        Assert.That(other.State(), Is.EqualTo(before).AsCollection);
        Assert.That(other.Model.Parameters.Values.Select(parameter => parameter.grad), Is.All.Null);
        Assert.That(losses[^1], Is.LessThan(losses[0] / 2));
    }

    [Test]
    public void An_attack_on_the_teacher_has_its_gradient_and_leaves_the_student_out()
    {
        using var other = Trained();
        var teacher = Frozen(other);
        using var box = Toybox.Taught(
            teacher,
            "views.a={}",
            "views.b={}",
            "views.adv.attack=toy-witness",
            "views.adv.maximise={\"use\":\"toy-contrast\",\"views\":[\"adv@teacher\",\"b@teacher\"]}"
        );
        var images = box.Images(0);
        var target = teacher.Outputs(images, "projector");
        var expected = teacher
            .Objective(
                outputs => -nn.functional.log_softmax(outputs.mm(target.t()), 1).diagonal(),
                16,
                head: "projector"
            )
            .At(images);
        box.Train(steps: 1);
        Assert.That(ToyWitness.Last.Outputs.allclose(target));
        Assert.That(
            ToyWitness.Last.Gradient.allclose(expected.Gradient, rtol: 1e-4, atol: 1e-7)
                && expected.Gradient.abs().max().item<float>() > 0
        );
    }

    [Test]
    public void A_moved_view_may_be_seen_through_the_model_and_through_the_teacher_at_once()
    {
        using var other = Trained();
        var teacher = Frozen(other);
        using var box = Toybox.Taught(
            teacher,
            "views.a={}",
            "views.b={}",
            "views.adv.attack=toy-witness",
            "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"adv@teacher\",\"b@teacher\"]}"
        );
        box.Model.Enter(Mode.Eval);
        var images = box.Images(0);
        var mine = box.Model.Head("projector", box.Model.Encode(images));
        var theirs = teacher.Outputs(images, "projector");
        box.Train(steps: 1);
        Assert.That(ToyWitness.Last.Outputs.allclose(cat([mine, theirs], 1)));
        Assert.That(ToyWitness.Last.Losses.allclose(2 * (mine - theirs).square().mean([1])));
    }

    [Test]
    public void A_training_under_a_teacher_that_was_cut_goes_on_to_the_same_bits()
    {
        using var other = Trained();
        var teacher = Frozen(other);
        using var whole = Toybox.Taught(teacher, Distilled);
        using var resumed = Toybox.Taught(teacher, Distilled);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    [Test]
    public void A_step_leaves_no_native_tensor_behind()
    {
        using var other = Trained();
        using var box = Toybox.Taught(
            Frozen(other),
            "train.epochs=20",
            "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b@teacher\",\"adv@teacher\"]}"
        );
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [Test]
    public void The_run_is_among_the_models_that_the_recipe_names_and_its_head_is_written_out()
    {
        using var other = Trained();
        using var box = Toybox.Taught(Frozen(other));
        Assert.That(
            box.Recipe.Models.Select(model => (model.Run, model.Where)),
            Is.EqualTo(new[] { ("runs/other", "toy.json: teachers.teacher.from") })
        );
        var document = RecipeText
            .Parse("toy.json", ToyShelf.Rocl)
            .Then(recipe => RecipeText.Set(recipe, "teachers={\"one\":{\"from\":\"runs/a\"}}"))
            .Match(whole => whole, _ => null!);
        var shelf = new ToyShelf();
        var recipe = RecipeReader
            .Read("toy", "toy.json", document, shelf)
            .Match(read => read, problems => throw new AssertionException($"{problems[0]}"));
        Assert.That(
            Completion.Of(document, recipe)["teachers"]!.ToJsonString(),
            Is.EqualTo("""{"one":{"from":"runs/a","head":"features"}}""")
        );
    }

    [Test]
    public void A_head_that_the_teacher_does_not_have_is_reported_at_the_recipes_key()
    {
        using var other = Trained();
        using var box = Toybox.Taught(Frozen(other), "teachers.teacher.head=classes");
        Assert.That(
            Assert
                .Throws<ProblemException>(() => box.Plan.Bindings.Teachers["teacher"].Outputs(box.Images(0)))!
                .Problem.ToString(),
            Is.EqualTo(
                "ROCL0110 toy.json: teachers.teacher.head: The model of runs/other has no head 'classes'. Name one "
                    + "of: projector, features."
            )
        );
    }
}
