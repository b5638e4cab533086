using RoCL.Core.Classes;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

public sealed class TrainedModelTests
{
    private static TrainedModel Frozen(Toybox box) =>
        new("runs/other", box.Model, _ => throw new NotSupportedException());

    private static Tensor Images(int count)
    {
        using var generator = new Generator(5, CPU);
        return rand([count, 1, 8, 8], generator: generator);
    }

    [Test]
    public void It_says_what_encoder_and_head_say_in_eval_mode()
    {
        using var box = new Toybox();
        box.Train(steps: 2);
        var model = Frozen(box);
        Assert.That((model.Shape, model.Classes), Is.EqualTo((new ImageShape(1, 8, 8), 3)));
        Assert.That(model.Heads, Is.EqualTo(new[] { "projector" }));
        box.Model.Enter(Mode.Eval);
        var features = box.Model.Encode(Images(3));
        Assert.That(model.Outputs(Images(3)).eq(features).all().item<bool>());
        Assert.That(model.Outputs(Images(3), "projector").eq(box.Model.Head("projector", features)).all().item<bool>());
    }

    [Test]
    public void It_says_it_by_the_batch_norm_of_each_of_its_routes_and_of_no_other()
    {
        using var box = new Toybox("views.adv.route=adv", "route=adv");
        box.Train(steps: 2);
        var model = new MatchedModel(Frozen(box), [], "data.from");
        foreach (var route in new[] { "", "adv" })
        {
            var routed = model.Through(route);
            var outputs = routed.Outputs(Images(3));
            Assert.That(outputs.eq(box.Model.Encode(Images(3), route)).all().item<bool>(), route);
            Assert.That(outputs.eq(model.Outputs(Images(3))).all().item<bool>(), Is.EqualTo(route == "adv"));
            Assert.That(
                routed.Objective(rows => rows.sum(1), 3).Losses(Images(3)).eq(outputs.sum(1)).all().item<bool>()
            );
        }

        var problem = Assert.Throws<ProblemException>(() => model.Through("b"))!.Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0198"));
        Assert.That(problem.Remedy, Is.EqualTo("Known: adv, and \"\" for the networks' own batch-norm."));
    }

    [Test]
    public void A_teachers_outputs_lead_a_gradient_to_the_images_and_to_no_weight()
    {
        using var box = new Toybox();
        var model = Frozen(box);
        var images = Images(3).requires_grad_();
        model.Outputs(images, "projector").square().sum().backward();
        Assert.That(images.grad!.abs().sum().item<float>(), Is.GreaterThan(0));
        Assert.That(box.Model.Parameters.Values.Select(parameter => parameter.grad), Is.All.Null);
    }

    [Test]
    public void Gradients_through_it_change_nothing_about_it()
    {
        using var box = new Toybox();
        var model = Frozen(box);
        var before = box.State();
        model.Objective(outputs => outputs.sum(1), 3, head: "projector").At(Images(3));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void An_objective_over_some_rows_is_that_of_all_at_those_rows()
    {
        using var box = new Toybox();
        var images = Images(4);
        var labels = tensor(new long[] { 0, 1, 2, 3 });
        var rows = tensor(new long[] { 3, 1 });
        var whole = Frozen(box)
            .Objective(
                logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
                4,
                labels,
                "projector"
            );
        var part = whole.Only(rows).At(images.index_select(0, rows));
        var all = whole.At(images);
        Assert.That(part.Losses.allclose(all.Losses.index_select(0, rows)));
        Assert.That(part.Gradient.allclose(all.Gradient.index_select(0, rows), rtol: 1e-4, atol: 1e-6));
        Assert.That(whole.Only(rows).Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 3, 1 }));
    }

    [Test]
    public void A_head_that_it_has_not_is_named_beside_those_that_it_has()
    {
        using var box = new Toybox();
        var model = Frozen(box);
        foreach (
            var ask in new Action[]
            {
                () => model.Outputs(Images(1), "classifier"),
                () => model.Objective(outputs => outputs, 1, head: "classifier"),
            }
        )
        {
            Assert.That(
                Assert.Throws<ProblemException>(ask)!.Problem.ToString(),
                Is.EqualTo("ROCL0110 runs/other: The run's model has no head 'classifier'. Known: projector, features.")
            );
        }
    }
}
