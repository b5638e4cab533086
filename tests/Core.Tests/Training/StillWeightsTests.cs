using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Weights that a training leaves where they are.</summary>
public sealed class StillWeightsTests
{
    [TestCase("optimizer.lr=0")]
    [TestCase("optimizer.lr=1e-12")]
    public void Weights_that_do_not_move_are_named_once_with_the_figure(string setting)
    {
        var said = Said(setting, "train.epochs=3");
        Assert.That(said.Select(warning => warning.Code), Is.EqualTo(new[] { "ROCL0296" }));
        Assert.That(said[0].ToString(), Does.Contain("toy.json: optimizer").And.Contain("steps of the epoch"));
    }

    [TestCase("optimizer.lr=0.05")]
    [TestCase("optimizer.lr=1e-4")]
    [TestCase("learningRate={\"use\":\"warmup-cosine\",\"warmup\":1}")]
    public void Weights_that_move_are_not(string setting) => Assert.That(Said(setting, "train.epochs=3"), Is.Empty);

    [Test]
    public void Without_a_gradient_the_gradient_alone_is_named()
    {
        using var box = new Toybox("loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b\"],\"weight\":0}]");
        var said = new List<Problem>();
        var signs = new LearningSigns(box.Plan, box.Data, box.Model, said.Add);
        var still = new StillWeights(box.Plan, box.Model, said.Add);
        foreach (var step in box.Train())
        {
            signs.Add(step);
            still.Add(step);
        }
        Assert.That(said.Select(warning => warning.Code), Is.EqualTo(new[] { "ROCL0288" }));
    }

    [Test]
    public void A_run_that_goes_on_looks_at_its_own_steps()
    {
        using var box = new Toybox("train.epochs=2");
        box.Train(steps: 2);
        Assert.That(Said(box, first: 2), Is.Empty);
    }

    private static List<Problem> Said(params string[] settings)
    {
        using var box = new Toybox(settings);
        return Said(box, first: 0);
    }

    private static List<Problem> Said(Toybox box, long first)
    {
        var said = new List<Problem>();
        var still = new StillWeights(box.Plan, box.Model, said.Add);
        for (var step = first; step < box.Plan.Steps; step++)
            still.Add(box.Train(step, steps: 1).Single());
        return said;
    }
}
