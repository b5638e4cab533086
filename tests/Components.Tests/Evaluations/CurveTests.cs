using RoCL.Attacks.Gradient;
using RoCL.Measurements.Attacks;

namespace Components.Tests.Evaluations;

/// <summary>Robust accuracy along a growing budget, and along more iterations.</summary>
public sealed class CurveTests
{
    private static readonly RobustnessCurves Curves = new(
        new Pgd(3, RelativeStep: 0.5),
        new LInf(0.1),
        Budgets: [0.5, 4],
        Steps: [new Fgsm(), new Pgd(5, RelativeStep: 0.5)],
        Images: 12
    );

    [Test]
    public void Each_point_is_a_condition_on_as_many_images_as_are_asked_for()
    {
        var found = Toy.Measured(Toy.Bench(), [Curves]).Skip(1).ToList();
        Assert.That(
            found.Select(condition => condition.Name),
            Is.EqualTo(
                new[]
                {
                    "curve clean",
                    "curve budget 0.5 PGD-3 (relativeStep 0.5) linf 0.05",
                    "curve budget 4 PGD-3 (relativeStep 0.5) linf 102/255",
                    "curve steps 1 FGSM linf 0.1",
                    "curve steps 5 PGD-5 (relativeStep 0.5) linf 0.1",
                }
            )
        );
        Assert.That(found.Select(condition => condition.Correct.Count), Is.All.EqualTo(12));
        Assert.That(found[2].Threat, Is.EqualTo(new LInf(0.4)));
    }

    [Test]
    public void An_image_that_is_wrong_without_an_attack_is_wrong_at_each_point()
    {
        var found = Toy.Measured(Toy.Bench(), [Curves]).Skip(1).ToList();
        foreach (var point in found)
        {
            var recovered = point.Correct.Zip(found[0].Correct).Count(image => image.First && !image.Second);
            Assert.That(recovered, Is.Zero, point.Name);
        }
    }

    [Test]
    public void What_was_stopped_goes_on() => Toy.GoesOn(Curves);

    [Test]
    public void All_images_are_taken_where_there_are_fewer() =>
        Assert.That(
            Toy.Measured(Toy.Bench(), [Curves with { Images = 1_000_000 }])[1].Correct,
            Has.Count.EqualTo(Toy.Bench().Test.Count)
        );
}
