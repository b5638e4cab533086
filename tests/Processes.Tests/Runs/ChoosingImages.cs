namespace Processes.Tests.Runs;

/// <summary>
/// The parts of a data set that a recipe's <c>images</c> names, at the real program.
/// </summary>
public sealed class ChoosingImages
{
    [Test]
    public void Three_classes_of_a_data_set_are_trained_on_and_images_held_out_are_measured_on()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "run",
            "--device",
            "cpu",
            .. Rocl.TinyWithoutAttack,
            "--set",
            """
            images={
              "classes": ["Bag", "Trouser", "Sneaker"], "validation": 30, "train": 64, "seed": 3,
              "measureOn": "validation"
            }
            """,
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("64 training images").And.Contain("30 validation images"));
        Assert.That(
            rocl.Json("run/summary.json")["evaluations"]![0]!["conditions"]![0]!["perClass"]!
                .AsObject()
                .Select(each => each.Key),
            Is.EqualTo(new[] { "Bag", "Trouser", "Sneaker" })
        );
    }

    [Test]
    public void A_part_of_a_data_set_is_a_data_set()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--out",
            "run",
            "--device",
            "cpu",
            .. Rocl.TinyWithoutAttack,
            "--set",
            """
            data={
              "use": "subset", "of": { "use": "fashion-mnist" }, "classes": ["Bag", "Coat"], "train": 64, "test": 20
            }
            """,
            "--set",
            "images={}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("64 training images").And.Contain("20 test images"));
    }
}
