namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's threat model in one C# file: trained in, evaluated in, refused where an attack does
/// not take it, and held to its contract.
/// </summary>
public sealed class OwnThreatModel
{
    /// <summary>The file.</summary>
    internal const string Rows = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>Every second row of pixels moves by at most ε each.</summary>
        /// <param name="Epsilon">ε.</param>
        [Component("rows", "Every second row of pixels")]
        public sealed record Rows([Range(0, 1)] double Epsilon = 0.1) : ThreatModel(Epsilon)
        {
            public override string Norm => "rows";

            public override Tensor Project(Tensor moved, Tensor clean) =>
                where(Mask(clean), moved.maximum(clean - Radius).minimum(clean + Radius).clamp(0, 1), clean);

            public override Tensor SteepestDirection(Tensor gradient, Tensor point) => gradient.sign() * Mask(gradient);

            public override Tensor RandomPoint(Tensor clean, Rng random) =>
                Project(clean + Radius * (2 * random.Uniform(clean.shape) - 1), clean);

            public override Tensor Distance(Tensor moved, Tensor clean)
            {
                var movement = (moved - clean).abs();
                return movement.masked_fill(movement.gt(1e-6) & ~Mask(clean), double.PositiveInfinity).amax([1, 2, 3]);
            }

            private static Tensor Mask(Tensor images) =>
                arange(images.shape[2], device: images.device).remainder(2).eq(0).view(1, 1, -1, 1);
        }
        """;

    private static readonly string[] TwoSteps =
    [
        "--device",
        "cpu",
        "--set",
        "images={\"train\":128,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":64}",
        "--set",
        "views.adv.attack.iterations=1",
        "--set",
        "views.adv.threat.use=rows",
        "--set",
        "evaluate.0.epochs=1",
    ];

    [Test]
    public void Is_trained_and_evaluated_in_beside_the_norms()
    {
        using var rocl = Begin(Rows);
        var ended = rocl.Run([
            .. Command("demo-rocl"),
            "--set",
            "evaluate.0.threats=[{\"linf\":\"8/255\"},{\"use\":\"rows\",\"epsilon\":0.2},"
                + "{\"use\":\"l0\",\"pixels\":3}]",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(File.ReadAllLines(rocl["run/metrics.jsonl"]), Has.Length.EqualTo(2));
        Assert.That((double)rocl.Json("run/recipe.json")["views"]!["adv"]!["threat"]!["epsilon"]!, Is.EqualTo(0.1));
        Assert.That(
            ended.Output,
            Does.Contain("linf 8/255").And.Contain("rows 51/255").And.Contain("l0 3"),
            "as tables name them"
        );
        Assert.That(rocl.Run("check", "Rows.cs", "--cases", "8").Code, Is.Zero);
    }

    [Test]
    public void Is_refused_with_an_attack_that_is_made_for_norms_before_anything_is_trained()
    {
        using var rocl = Begin(Rows);
        var ended = rocl.Run([
            .. Command("demo-rocl"),
            "--set",
            "evaluate.0.threats=[{\"use\":\"rows\"}]",
            "--set",
            "evaluate.0.attack={\"use\":\"autoattack\"}",
        ]);
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(
            ended.Error,
            Does.Contain("error ROCL0390 demo-rocl.json: evaluate.0.attack (Attacks.AutoAttack/autoattack")
                .And.Contain("rows 0.1")
        );
        Assert.That(Directory.Exists(rocl["run/checkpoints"]), Is.False);
    }

    [Test]
    public void Is_refused_where_its_projection_moves_its_own_points()
    {
        using var rocl = Begin(Rows.Replace("moved.maximum(", "(0.9 * moved).maximum(", StringComparison.Ordinal));
        var ended = rocl.Run(Command("demo-rocl"));
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(ended.Error, Does.Contain("error ROCL0394 demo-rocl.json: views.adv.threat (Rows/rows"));
        Assert.That(rocl.Run("check", "Rows.cs", "--cases", "8").Code, Is.Not.Zero);
    }

    private static Rocl Begin(string source)
    {
        var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["Rows.cs"], source);
        return rocl;
    }

    private static string[] Command(string recipe) =>
        ["run", recipe, "--plugin", "Rows.cs", "--out", "run", .. TwoSteps];
}
