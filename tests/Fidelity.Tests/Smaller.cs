using RoCL.Augmentations.SimClr;
using RoCL.Core.LearningRates;
using RoCL.Core.Numbers;
using RoCL.Core.Optimizers;

namespace Fidelity.Tests;

/// <summary>Learning rate, LARS, projection, augmentations: what needs no network.</summary>
public sealed class Smaller
{
    private static IEnumerable<string> Schedules => Golden.Named("lr_schedule");

    private static IEnumerable<string> Lars => Golden.Named("lars");

    private static IEnumerable<string> Projections => Golden.Named("l1_projection");

    private static IEnumerable<TestCaseData> Augmentations =>
        Golden
            .Named("augmentations")
            .SelectMany(name =>
                Golden
                    .Open(name)
                    .Names.Where(tensor => tensor != "images")
                    .Select(tensor => new TestCaseData(name, tensor))
            );

    [TestCaseSource(nameof(Schedules))]
    public void The_learning_rate_agrees_in_every_epoch(string name)
    {
        var golden = Golden.Open(name);
        foreach (var epochs in golden.Names)
        {
            var rates = golden[epochs].data<double>().ToArray();
            var rate = new WarmupCosine(golden.Number("warmup_epochs"), golden.Number("multiplier"), AsReleased: true);
            Assert.That(
                rates.Select(
                    (_, epoch) => rate.At(golden.Number("base_lr"), new Moment(3 * epoch + 1, 3, rates.Length))
                ),
                Is.EqualTo(rates).Within(1e-6),
                epochs
            );
        }
    }

    [TestCaseSource(nameof(Lars))]
    public void Every_step_of_LARS_agrees(string name)
    {
        var golden = Golden.Open(name);
        var lars = new Lars(
            golden.Number("lr"),
            golden.Number("momentum"),
            golden.Number("weight_decay"),
            golden.Number("trust_coefficient"),
            golden.Number("eps")
        );
        foreach (
            var parameter in golden
                .Names.Where(tensor => tensor.StartsWith("initial.", StringComparison.Ordinal))
                .Select(tensor => tensor.Split('.')[1])
        )
        {
            var weights = golden[$"initial.{parameter}"].clone();
            var state = lars.Start(weights);
            for (var step = 0; golden.Names.Contains($"step.{step}.{parameter}"); step++)
            {
                lars.Move(weights, golden[$"grad.{step}.{parameter}"], state, lars.Lr);
                Agreement.Relative(
                    weights,
                    golden[$"step.{step}.{parameter}"],
                    1e-5,
                    $"parameter {parameter} after step {step}"
                );
            }
        }
    }

    [TestCaseSource(nameof(Projections))]
    public void The_projection_onto_ball_and_box_agrees(string name)
    {
        var golden = Golden.Open(name);
        var (centre, displacement) = (
            golden["centre"].unsqueeze(1).unsqueeze(1),
            golden["displacement"].unsqueeze(1).unsqueeze(1)
        );
        foreach (
            var correction in golden.Names.Where(tensor =>
                tensor.StartsWith("correction_radius_", StringComparison.Ordinal)
            )
        )
        {
            var radius = double.Parse(correction.Split('_')[^1], System.Globalization.CultureInfo.InvariantCulture);
            Agreement.Absolute(
                new L1(radius).Project(centre + displacement, centre).squeeze(),
                golden["centre"] + golden["displacement"] + golden[correction],
                1e-4,
                correction
            );
        }
    }

    [TestCaseSource(nameof(Augmentations))]
    public void The_deterministic_part_of_an_augmentation_agrees(string name, string what)
    {
        var golden = Golden.Open(name);
        var images = golden["images"];
        var parts = what.Split('_');
        Tensor Each(string value) =>
            full([images.shape[0], 1, 1, 1], double.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        Tensor Side(string letter) =>
            full(
                [images.shape[0], 1, 1, 1],
                double.Parse(
                    parts.First(part => part.StartsWith(letter, StringComparison.Ordinal))[letter.Length..],
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
        var ours = parts[0] switch
        {
            "brightness" => Color.Brightness(images, Each(parts[1])),
            "contrast" => Color.Contrast(images, Each(parts[1])),
            "saturation" => Color.Saturation(images, Each(parts[1])),
            "hue" => Color.Hue(images, Each(parts[1])),
            "grayscale" => Color.Grayscale(images),
            "hflip" => Geometry.HorizontalFlip(images),
            "resized" => Geometry.ResizedCrop(images, Side("top"), Side("left"), Side("h"), Side("w")),
            _ => throw new AssertionException($"{what} is no augmentation that these tests know"),
        };
        Agreement.Absolute(ours, golden[what], 1e-5, what);
    }
}
