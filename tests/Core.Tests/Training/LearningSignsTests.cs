using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>A run that learns nothing says so within an epoch, with the figure.</summary>
public sealed class LearningSignsTests
{
    // Toy recipe: batches of 16; toy-contrast of equal outputs is ln 16.
    private static readonly double Plateau = Math.Log(16);

    [Test]
    public void A_sound_training_says_nothing()
    {
        using var box = new Toybox();
        Assert.That(Said(box, box.Train()), Is.Empty);
    }

    [Test]
    public void A_loss_on_its_plateau_is_named_with_both_figures_once()
    {
        using var box = new Toybox();
        var said = Said(box, Steps(box, contrast: Plateau * 1.001, gradient: 1));
        Assert.That(said.Select(sign => sign.Code), Is.EqualTo(new[] { "ROCL0287" }));
        Assert.That(
            said[0].ToString(),
            Does.Contain("toy-contrast(adv,b)").And.Contain("2.77259").And.Contain("loss.1")
        );
    }

    [Test]
    public void A_loss_below_it_is_not() => Assert.That(Signs(contrast: Plateau * 0.99, gradient: 1), Is.Empty);

    [TestCase(0)]
    [TestCase(1e-9)]
    public void A_gradient_of_zero_in_all_steps_is_named(double gradient) =>
        Assert.That(Signs(contrast: 1, gradient), Is.EqualTo(new[] { "ROCL0288" }));

    [Test]
    public void A_gradient_that_is_zero_now_and_then_is_not()
    {
        using var box = new Toybox();
        var steps = Steps(box, contrast: 1, gradient: 0).ToList();
        steps[1] = steps[1] with { GradientNorm = 0.1 };
        Assert.That(Said(box, steps.Take((int)box.Plan.StepsPerEpoch)), Is.Empty);
    }

    [Test]
    public void Embeddings_of_one_direction_are_named()
    {
        using var box = new Toybox();
        var ofHeads = box.Model.Parameters.Where(each => each.Key.StartsWith("heads.", StringComparison.Ordinal));
        using (no_grad())
        {
            foreach (var (name, parameter) in ofHeads)
                parameter.fill_(name.EndsWith("bias", StringComparison.Ordinal) ? 1 : 0);
        }

        var said = Said(box, Steps(box, contrast: 1, gradient: 1));
        Assert.That(said.Select(sign => sign.Code), Is.EqualTo(new[] { "ROCL0286" }));
    }

    [Test]
    public void Embeddings_that_are_not_finite_in_eval_mode_are_not_said_to_point_in_one_direction()
    {
        using var box = new Toybox();
        using (no_grad())
            box.Model.State["encoder.bn1.running_var"].fill_(-5);
        var said = Said(box, Steps(box, contrast: 1, gradient: 1));
        Assert.That(said.Select(sign => sign.Code), Is.EqualTo(new[] { "ROCL0640" }));
        Assert.That(said[0].What, Does.Not.Contain("NaN"));
    }

    private static IEnumerable<string> Signs(double contrast, double gradient)
    {
        using var box = new Toybox();
        return [.. Said(box, Steps(box, contrast, gradient)).Select(sign => sign.Code)];
    }

    private static List<Problem> Said(Toybox box, IEnumerable<StepResult> results)
    {
        var said = new List<Problem>();
        var signs = new LearningSigns(box.Plan, box.Data, box.Model, said.Add);
        foreach (var result in results)
            signs.Add(result);
        return said;
    }

    private static IEnumerable<StepResult> Steps(Toybox box, double contrast, double gradient) =>
        box
            .Plan.StepsFrom(0)
            .Select(step => new StepResult(
                step,
                1,
                [
                    KeyValuePair.Create("toy-distance(a,b,adv)", 0.1),
                    KeyValuePair.Create("toy-contrast(adv,b)", contrast),
                ],
                gradient
            ));
}
