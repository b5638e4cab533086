namespace Processes.Tests.Runs;

/// <summary>
/// Bad input at the real program: one clear line on standard error, a documented exit code, nothing
/// written.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class Refusing
{
    [TestCase(2, "ROCL0002", "rnu", TestName = "An unknown verb")]
    [TestCase(2, "ROCL0003", "run", "--sed", "3", TestName = "An unknown option")]
    [TestCase(2, "ROCL0004", "run", "--seed", "x", TestName = "A seed that is no number")]
    [TestCase(
        2,
        "ROCL0004",
        "evaluate",
        "r",
        "--images",
        "3",
        "--set",
        "images.test=4",
        TestName = "Two numbers of test images"
    )]
    [TestCase(2, "ROCL0004", "run", "--seed", "9007199254740993", TestName = "A seed that would be rounded")]
    [TestCase(2, "ROCL0004", "run", "--seed", "99999999999999999999", TestName = "A seed beyond all integers")]
    [TestCase(2, "ROCL0004", "run", "--seeds", "4294967298", TestName = "A number of seeds that would wrap")]
    [TestCase(2, "ROCL0005", "run", "demo-rocl", "--device", "gpu", TestName = "An unknown device")]
    [TestCase(
        2,
        "ROCL0005",
        "run",
        "demo-rocl",
        "--device",
        "gpu",
        "--set",
        "data.folder=nowhere",
        TestName = "An unknown device before data that is not there"
    )]
    [TestCase(
        7,
        "ROCL0702",
        "run",
        "demo-rocl",
        "--device",
        "cuda:99",
        "--set",
        "data.folder=nowhere",
        TestName = "A device that is not there before data that is not there"
    )]
    [TestCase(2, "ROCL0007", "explain", "nonsense", TestName = "An error code that does not exist")]
    [TestCase(3, "ROCL0101", "run", "broken.json", TestName = "A recipe that is not JSON")]
    [TestCase(3, "ROCL0104", "run", "demo-rocl", "--set", "enkoder=1", TestName = "An unknown recipe key")]
    [TestCase(
        3,
        "ROCL0104",
        "run",
        "demo-rocl",
        "--set",
        "views.adv.attack.iteration=3",
        TestName = "An unknown component option"
    )]
    [TestCase(
        3,
        "ROCL0107",
        "run",
        "demo-rocl",
        "--set",
        "views.adv.threat.linf=-8/255",
        TestName = "A radius below zero"
    )]
    [TestCase(
        3,
        "ROCL0107",
        "run",
        "demo-rocl",
        "--set",
        "views.adv.attack.iterations=0",
        TestName = "An attack without iterations"
    )]
    [TestCase(
        3,
        "ROCL0109",
        "run",
        "demo-rocl",
        "--set",
        "views.adv.perturb=adv",
        TestName = "A view that perturbs itself"
    )]
    [TestCase(3, "ROCL0113", "run", "demo-rocl", "--set", "images.train=64", TestName = "A batch larger than the data")]
    [TestCase(
        3,
        "ROCL0114",
        "run",
        "demo-rocl",
        "--set",
        "images.train=70000",
        TestName = "More images than there are"
    )]
    [TestCase(
        3,
        "ROCL0114",
        "run",
        "demo-rocl",
        "--set",
        "images.validation=70000",
        TestName = "A validation part larger than the data"
    )]
    [TestCase(
        3,
        "ROCL0124",
        "run",
        "demo-rocl",
        "--set",
        "images.classes=[\"Bag\",\"Trousers\"]",
        TestName = "A class that is not there"
    )]
    [TestCase(3, "ROCL0115", "run", "demo-rocl", "--set", "bogus", TestName = "A setting without a value")]
    [TestCase(3, "ROCL0117", "run", "demo-rokl", TestName = "An unknown recipe")]
    [TestCase(4, "ROCL0201", "run", "--plugins", "nowhere", TestName = "A missing plugin folder")]
    [TestCase(4, "ROCL0202", "run", "demo-rocl", "--set", "encoder=resnet17", TestName = "An unknown component")]
    [TestCase(4, "ROCL0202", "plugins", "pgdd", TestName = "A component that is asked about and not there")]
    [TestCase(5, "ROCL0401", "run", "demo-rocl", "--set", "data.folder=nowhere", TestName = "Data that is not there")]
    [TestCase(6, "ROCL0601", "run", "demo-rocl", "--out", "taken", TestName = "A folder that is there already")]
    [TestCase(6, "ROCL0602", "run", "demo-rocl", "--out", "broken.json/run", TestName = "A folder that cannot be made")]
    [TestCase(
        6,
        "ROCL0603",
        "run",
        "demo-rocl",
        "--set",
        "views.adv.attack={\"use\":\"transfer\",\"from\":\"nowhere\",\"by\":\"pgd\"}",
        TestName = "A model of a run that is not there"
    )]
    [TestCase(
        6,
        "ROCL0603",
        "run",
        "demo-rocl",
        "--locked",
        "nowhere",
        TestName = "The plugins of a run that is not there"
    )]
    [TestCase(6, "ROCL0603", "evaluate", "taken", TestName = "A folder that is no run")]
    [TestCase(6, "ROCL0603", "show", "nowhere", TestName = "A run that is not there")]
    public void Is_refused(int exit, string code, params string[] args)
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["broken.json"], "{\n  \"encoder\": ,\n}");
        Directory.CreateDirectory(rocl["taken"]);
        File.WriteAllText(rocl["taken/thesis.tex"], "");
        var before = rocl.Files().ToList();
        var ended = rocl.Run([.. args, .. args[0] == "run" ? new[] { "--no-supervisor" } : []]);
        Assert.That((ended.Code, ended.ErrorLines.Length), Is.EqualTo((exit, 1)), ended.ToString());
        Assert.That(ended.ErrorLines[0], Does.StartWith($"error {code} "));
        Assert.That(ended.ToString(), Does.Not.Contain("   at "), "no stack trace");
        Assert.That(rocl.Files(), Is.EqualTo(before), "nothing half written");
    }

    [Test]
    public void Line_and_column_of_a_broken_recipe_are_reported()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["broken.json"], "{\n  \"encoder\": ,\n}");
        Assert.That(
            rocl.Run("run", "broken.json").Error,
            Does.StartWith("error ROCL0101 broken.json(2,14): The text is not JSON: ")
        );
    }

    [Test]
    public void Every_mistake_of_a_recipe_is_reported_at_once()
    {
        using var rocl = new Rocl();
        Assert.That(
            rocl.Run(
                "run",
                "demo-rocl",
                "--set",
                "enkoder=1",
                "--set",
                "encoder=resnet17",
                "--set",
                "views.adv.threat.linf=x"
            ).ErrorLines,
            Has.Length.EqualTo(3)
        );
    }
}
