using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Heads that read another head, and heads that are a teacher's.</summary>
public sealed class HeadSourceTests
{
    private const string Frozen = "heads.fixed={\"teacher\":\"old\",\"head\":\"projector\"}";

    private static readonly string[] Predicting =
    [
        "teachers.target={\"use\":\"ema\",\"head\":\"projector\"}",
        "heads.predictor={\"use\":\"toy-head\",\"on\":\"projector\"}",
        "views={\"a\":{},\"b\":{}}",
        "loss=[{\"use\":\"toy-distance\",\"head\":\"predictor\",\"views\":[\"a\",\"b@target\"]}]",
    ];

    [Test]
    public void A_predictor_reads_the_projector_and_both_are_trained()
    {
        using var box = new Toybox(Predicting);
        box.Model.Enter(Mode.Eval);
        var images = box.Images(0);
        var projected = box.Model.Head("projector", box.Model.Encode(images));
        var state = box.Model.State;
        var expected = projected.mm(state["heads.predictor.weight"].t()) + state["heads.predictor.bias"];
        Assert.That(box.Model.Head("predictor", box.Model.Encode(images)).allclose(expected, rtol: 1e-4, atol: 1e-6));
        using var encoder = box.Model.CopyOfEncoder();
        using var copy = box.Model.CopyOfHead("predictor");
        Assert.That(
            copy.call(encoder.call(images)).allclose(expected, rtol: 1e-4, atol: 1e-6),
            "as evaluations get it"
        );

        var before = box.State();
        box.Train(steps: 1);
        var after = box.State();
        foreach (var name in new[] { "heads.projector.weight", "heads.predictor.weight", "encoder.conv1.weight" })
            Assert.That(after[name], Is.Not.EqualTo(before[name]), name);
        Assert.That(after.Keys, Does.Not.Contain("teachers.target.heads.predictor.weight"), "the target has none");
    }

    [Test]
    public void A_frozen_head_is_the_models_own_before_the_first_step_and_stays_that()
    {
        using var box = new Toybox(
            "teachers.old=start",
            Frozen,
            "views={\"a\":{},\"b\":{}}",
            "loss=[{\"use\":\"toy-distance\",\"head\":\"fixed\",\"views\":[\"a\",\"b@old\"]}]",
            "teachers.old.head=projector"
        );
        var before = box.State();
        Assert.That(before["heads.fixed.weight"], Is.EqualTo(before["heads.projector.weight"]));
        Assert.That(before.Keys.Where(name => name.StartsWith("optimizer.", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(before.Keys, Does.Not.Contain("optimizer.velocity.heads.fixed.weight"));
        box.Train(steps: 2);
        var after = box.State();
        Assert.That(after["heads.fixed.weight"], Is.EqualTo(before["heads.fixed.weight"]));
        Assert.That(after["encoder.conv1.weight"], Is.Not.EqualTo(before["encoder.conv1.weight"]), "through the head");
    }

    [Test]
    public void A_head_of_another_run_is_copied_and_saved_with_the_model()
    {
        using var other = new Toybox("seed=5");
        other.Train(steps: 1);
        using var teacher = new TrainedModel("runs/other", other.Model, _ => throw new NotSupportedException());
        string[] settings =
        [
            "heads.fixed={\"use\":\"toy-head\",\"teacher\":\"teacher\",\"head\":\"projector\"}",
            "views={\"a\":{},\"b\":{}}",
            "loss=[{\"use\":\"toy-distance\",\"head\":\"fixed\",\"views\":[\"a\",\"b@teacher\"]}]",
        ];
        using var box = Toybox.Taught(teacher, settings);
        Assert.That(box.State()["heads.fixed.weight"], Is.EqualTo(other.State()["heads.projector.weight"]));
        using var resumed = Toybox.Taught(teacher, settings);
        Toybox.GoesOnToTheSameBits(box, resumed);
    }

    [Test]
    public void A_head_that_does_not_fit_is_refused_by_names_and_shapes()
    {
        using var other = new Toybox("heads.projector={\"use\":\"toy-head\",\"outputs\":4}");
        using var teacher = new TrainedModel("runs/other", other.Model, _ => throw new NotSupportedException());
        var problem = Assert
            .Throws<ProblemException>(() =>
                Toybox
                    .Taught(
                        teacher,
                        "heads.fixed={\"use\":\"toy-head\",\"teacher\":\"teacher\",\"head\":\"projector\"}",
                        "loss.0.head=projector",
                        "loss.1.head=projector",
                        "views.adv.maximise.head=projector"
                    )
                    .Dispose()
            )!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0188", "toy.json: heads.fixed")));
        Assert.That(problem.What, Does.Contain("bias is [4] in the file and [8] in the model"));
    }

    [TestCase("ROCL0180", "toy.json: weights", "weights=teacher")]
    [TestCase("ROCL0202", "toy.json: weights.use", "weights=em")]
    [TestCase("ROCL0142", "toy.json: weights", "teachers.weights=ema", "weights=ema")]
    [TestCase("ROCL0110", "toy.json: teachers.target.head", "teachers.target={\"use\":\"ema\",\"head\":\"none\"}")]
    [TestCase("ROCL0104", "toy.json: teachers.target.momentun", "teachers.target={\"use\":\"ema\",\"momentun\":1}")]
    [TestCase("ROCL0122", "toy.json: teachers.target.mode", "teachers.target={\"use\":\"ema\",\"mode\":\"both\"}")]
    [TestCase("ROCL0105", "toy.json: teachers.target.from", "teachers.target={\"use\":\"run\"}")]
    [TestCase("ROCL0181", "toy.json: heads.projector.on", "heads.projector={\"use\":\"toy-head\",\"on\":\"p\"}")]
    [TestCase(
        "ROCL0181",
        "toy.json: heads.projector.on",
        "heads.projector={\"use\":\"toy-head\",\"on\":\"projector\"}"
    )]
    [TestCase(
        "ROCL0182",
        "toy.json: heads.projector.teacher",
        "heads.projector={\"use\":\"toy-head\",\"teacher\":\"none\",\"head\":\"projector\"}"
    )]
    [TestCase(
        "ROCL0105",
        "toy.json: heads.projector.use",
        "heads.projector={\"teacher\":\"teacher\",\"head\":\"other\"}"
    )]
    public void A_recipe_that_says_no_sense_is_refused_at_its_key(string code, string where, params string[] settings)
    {
        var problems = ToyShelf
            .TryRead(ToyShelf.Rocl, ["teachers.teacher={\"from\":\"runs/a\"}", .. settings])
            .Match(_ => throw new AssertionException("it was read"), problems => problems);
        Assert.That(problems.Select(problem => (problem.Code, problem.Where)), Does.Contain((code, where)));
    }
}
