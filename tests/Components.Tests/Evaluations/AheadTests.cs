using RoCL.Core.Ahead;
using RoCL.Core.Plans;

namespace Components.Tests.Evaluations;

/// <summary>What an evaluation needs is looked at before training begins.</summary>
public sealed class AheadTests
{
    private const string Attacked = """ "threats": [{ "linf": 0.1 }], "attack": """;

    private const string Empty = """{ "use": "attacks", "attacks": ["fgsm"], "threats": [] }""";
    private const string Grid = """{ "use": "attacks", "attacks": ["fgsm"], "threats": [{ "l2": 1 }] }""";
    private const string Smoothed = """
        { "use": "smoothed", "transform": ["simclr"], "attack": "pgd", "threats": [{ "linf": 0.1 }] }
        """;

    [TestCase("""{ "use": "linear" }""", "ROCL0510", "data.labelled=false")]
    [TestCase("""{ "use": "nearest-neighbours" }""", "ROCL0510", "data.labelled=false")]
    [TestCase("""{ "use": "trained-head", "head": "none" }""", "ROCL0511")]
    [TestCase("""{ "use": "fine-tuning", "selfSupervised": "nt-xent" }""", "ROCL0511")]
    [TestCase(
        """{ "use": "transfer", "by": "linear", "data": { "use": "toy-brightness", "channels": 3 } }""",
        "ROCL0512"
    )]
    [TestCase("""{ "use": "trained-head" }""", "ROCL0514", "heads.classifier={\"use\":\"mlp\",\"layers\":[7]}")]
    [TestCase("""{ "use": "fine-tuning", "loss": "trades" }""", "ROCL0515")]
    [TestCase("""{ "use": "fine-tuning", "attack": "pgd" }""", "ROCL0516")]
    [TestCase("""{ "use": "fine-tuning", "threat": { "linf": 0.1 } }""", "ROCL0516")]
    [TestCase(
        """{ "use": "linear", "measurements": [{ "use": "attacks", "attacks": [], "threats": [{ "l2": 1 }] }] }""",
        "ROCL0530"
    )]
    [TestCase("""{ "use": "linear", "measurements": [{ "use": "corruptions", "severities": [6] }] }""", "ROCL0531")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "apgd", "loss": "dlr-targeted" } }""", "ROCL0335")]
    [TestCase(
        "{ \"use\": \"linear\", "
            + Attacked
            + """{ "use": "worst-of", "attacks": ["pgd", { "use": "apgd", "loss": "dlr-targeted" }] } }""",
        "ROCL0335"
    )]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "fab-t", "targets": 4 } }""", "ROCL0335")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "autoattack", "targets": 3 } }""", "ROCL0335")]
    [TestCase(
        "{ \"use\": \"semi-supervised\", \"by\": { \"use\": \"linear\", \"measurements\": [" + Empty + "] } }",
        "ROCL0530"
    )]
    [TestCase(
        """{ "use": "transfer", "by": "linear", "data": { "use": "image-folder", "folder": "not there" } }""",
        "ROCL0420"
    )]
    [TestCase("""{ "use": "linear", "attack": "pgd", "threats": [{ "l2": 0.25 }, { "l2": 0.25 }] }""", "ROCL0283")]
    [TestCase("{ \"use\": \"linear\", \"measurements\": [" + Grid + ", " + Grid + "] }", "ROCL0283")]
    [TestCase("""{ "use": "fine-tuning", "batch": 1 }""", "ROCL0284", "encoder=toy-normalizing")]
    public void What_would_be_refused_after_training_is_refused_before(
        string evaluation,
        string code,
        params string[] settings
    )
    {
        var outlook = Look(evaluation, settings);
        Assert.That(outlook.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { code }));
        Assert.That(outlook.Problems[0].Where, Does.Contain("toy.json: evaluate.0"));
    }

    [TestCase("""{ "use": "linear" }""")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "apgd", "loss": "dlr" } }""")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """ "autoattack" }""")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "autoattack", "targets": 2 } }""")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """ "fab-t" }""")]
    [TestCase("{ \"use\": \"linear\", " + Attacked + """{ "use": "restarts", "inner": "pgd" } }""")]
    [TestCase("""{ "use": "linear", "attack": "pgd", "threats": [{ "l2": 0.25 }, { "l2": 0.25002 }] }""")]
    [TestCase("""{ "use": "robust-linear", "attack": "pgd", "threat": { "linf": 0.1 } }""")]
    [TestCase("""{ "use": "trained-head" }""")]
    [TestCase("""{ "use": "semi-supervised" }""")]
    [TestCase(
        """{ "use": "fine-tuning", "loss": "trades", "attack": "pgd", "threat": { "linf": 0.1 }, "batch": 59 }"""
    )]
    [TestCase("""{ "use": "fine-tuning", "selfSupervised": "nt-xent", "head": "classifier" }""")]
    [TestCase("{ \"use\": \"linear\", \"measurements\": [\"corruptions\", " + Smoothed + "] }")]
    public void A_sound_one_passes_without_a_word(string evaluation)
    {
        var outlook = Look(evaluation, []);
        Assert.That(outlook.Problems, Is.Empty);
        Assert.That(outlook.Warnings, Is.Empty);
    }

    [Test]
    public void An_attack_that_aims_at_more_classes_than_there_are_is_named_with_its_key() =>
        Assert.That(
            $"{Look(
                "{ \"use\": \"linear\", " + Attacked + """{ "use": "apgd", "loss": "ce-targeted", "targets": 3 } }""",
                []
            ).Problems.Single()}",
            Does.Match("evaluate.0.attack .*, targets: The network distinguishes 3 classes, so .* aim at 3")
        );

    [Test]
    public void Of_two_equal_threats_the_key_is_named() =>
        Assert.That(
            Look(
                """{ "use": "linear", "attack": "pgd", "threats": [{ "l2": 0.25 }, { "l1": 9 }, { "l2": 0.25 }] }""",
                []
            )
                .Problems.Single()
                .ToString(),
            Does.Contain("toy.json: evaluate.0.threats.2:").And.Contain("PGD-7 l2 0.25")
        );

    [Test]
    public void All_evaluations_are_looked_at_and_all_their_problems_come_out()
    {
        var outlook = Look(
            """[{ "use": "trained-head", "head": "x" }, "linear", { "use": "fine-tuning", "attack": "pgd" }]""",
            []
        );
        Assert.That(outlook.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0511", "ROCL0516" }));
    }

    [Test]
    public void More_neighbours_than_images_is_a_warning()
    {
        var outlook = Look("""{ "use": "nearest-neighbours", "k": 61 }""", []);
        Assert.That(outlook.Problems, Is.Empty);
        Assert.That(
            outlook.Warnings.Single().ToString(),
            Does.StartWith("ROCL0285 toy.json: evaluate.0").And.Contain("60")
        );
        Assert.That(Look("""{ "use": "nearest-neighbours", "k": 60 }""", []).Warnings, Is.Empty);
    }

    [Test]
    public void A_strangers_evaluation_is_gone_through_too_and_what_is_no_problem_of_its_own_is_left_to_the_run()
    {
        Assert.That(
            Look("""{ "use": "toy-protocol", "classes": 4 }""", []).Problems.Single().Code,
            Is.EqualTo("LAB0001")
        );
        Assert.That(Look("""{ "use": "toy-protocol", "classes": 3 }""", []).Problems, Is.Empty);
        Assert.That(Look("""{ "use": "toy-protocol", "throws": true }""", []).Problems, Is.Empty);
    }

    [TestCase("toy-normalizing", "train", 1, true)]
    [TestCase("toy-normalizing", "train", 2, false)]
    [TestCase("toy-normalizing", "eval", 1, false)]
    [TestCase("toy-thirds", "train", 1, false)]
    public void An_attack_in_train_mode_on_single_images_is_refused_where_batch_norm_would_get_one_value(
        string encoder,
        string mode,
        int microBatch,
        bool isRefused
    )
    {
        var attacked =
            "views.adv={\"perturb\":\"a\",\"attack\":\"pgd\",\"threat\":{\"linf\":0.1},"
            + $"\"maximise\":{{\"use\":\"mse\",\"views\":[\"adv\",\"b\"]}},\"mode\":\"{mode}\"}}";
        var outlook = Look("[]", [$"encoder={encoder}", $"train.microBatch={microBatch}", attacked]);
        Assert.That(
            outlook.Problems.Select(problem => $"{problem.Code} {problem.Where}"),
            isRefused ? Is.EqualTo(new[] { "ROCL0284 toy.json: train.microBatch" }) : Is.Empty
        );
    }

    [TestCase("\"pgd\"", "{ \"linf\": \"15/255\" }", "7 steps of 2/255")]
    [TestCase("\"pgd\"", "{ \"linf\": \"14/255\" }", null)]
    [TestCase("{ \"use\": \"pgd\", \"step\": 0 }", "{ \"linf\": \"1/255\" }", "7 steps of 0")]
    [TestCase("{ \"use\": \"pgd\", \"iterations\": 20 }", "{ \"linf\": \"8/255\" }, { \"l2\": 0.5 }", "radius 0.5")]
    [TestCase("{ \"use\": \"pgd\", \"relativeStep\": 0.1 }", "{ \"linf\": 0.5 }", "7 steps of")]
    [TestCase("{ \"use\": \"pgd\", \"iterations\": 10, \"relativeStep\": 0.1 }", "{ \"linf\": 0.5 }", null)]
    [TestCase("{ \"use\": \"worst-of\", \"attacks\": [\"apgd\", \"pgd\"] }", "{ \"l2\": 1 }", "7 steps of")]
    [TestCase("{ \"use\": \"pgd\", \"iterations\": 25, \"step\": \"15/6375\" }", "{ \"linf\": \"15/255\" }", null)]
    [TestCase("\"apgd\"", "{ \"l2\": 1 }", null)]
    [TestCase("\"pgd\", \"threat\": { \"linf\": \"8/255\" }, \"use\": \"fine-tuning\"", "{ \"linf\": 0.5 }", null)]
    [TestCase("\"pgd\", \"threat\": { \"linf\": 0.1 }, \"use\": \"fine-tuning\"", "{ \"l2\": 1 }", "radius 0.1")]
    public void An_attack_that_does_not_come_as_far_as_the_radius_is_named(string attack, string threats, string? said)
    {
        var use = attack.Contains("\"fine-tuning\"", StringComparison.Ordinal) ? "" : "\"use\": \"linear\", ";
        var evaluation = $"[{{ {use}\"attack\": {attack}, \"threats\": [{threats}] }}]";
        var warnings = PlanWarnings.Of(ToyPlan.Of(evaluation).Plan).Select(warning => $"{warning}").ToList();
        Assert.That(warnings, said is null ? Is.Empty : Has.One.StartsWith("ROCL0561 toy.json: evaluate.0.attack"));
        Assert.That(warnings, said is null ? Is.Empty : Has.One.Contains(said));
    }

    [TestCase("\"trained-head\", \"attack\": \"pgd\", \"threats\": [{ \"linf\": 0.1 }]", "The attack", 700)]
    [TestCase("\"fine-tuning\"", "Training", 1000)]
    public void A_batch_that_does_not_fit_is_refused_with_one_that_does(string use, string work, long unsure)
    {
        Outlook OfBatch(string batch, long memory)
        {
            var (plan, images) = ToyPlan.Of($$"""[{ "use": {{use}}, "batch": {{batch}} }]""", []);
            return EvaluationsAhead.Look(plan, images, memory);
        }

        Assert.That(OfBatch("64", 1 << 20).Problems, Is.Empty);
        var refused = OfBatch("64", memory: 256).Problems.Single();
        Assert.That($"{refused}", Does.Match($"^ROCL0551 toy.json: evaluate.0.*: {work} takes about "));
        var fitting = OfBatch(refused.Remedy.Split(' ')[4], memory: 256);
        Assert.That(fitting.Problems.Concat(fitting.Warnings), Is.Empty);
        Assert.That(OfBatch("64", unsure).Warnings.Select(warning => warning.Code), Is.EqualTo(new[] { "ROCL0552" }));
    }

    [Test]
    public void Whatever_draws_later_draws_the_same_numbers()
    {
        manual_seed(5);
        using var before = rand(4);
        manual_seed(5);
        _ = Look("linear", []);
        manual_seed(5);
        _ = Look("linear", []);
        using var after = rand(4);
        Assert.That(after.equal(before).all().item<bool>());
    }

    private static Outlook Look(string evaluation, string[] settings)
    {
        var (plan, images) = ToyPlan.Of(evaluation, settings);
        return EvaluationsAhead.Look(plan, images);
    }
}

[Component("toy-normalizing", "One batch-norm layer over the features")]
public sealed record ToyNormalizing : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(nn.Flatten(), nn.Linear(shape.Channels * shape.Height * shape.Width, 4), nn.BatchNorm1d(4));
}

[Component("toy-protocol", "A stranger's protocol, which wants some number of classes")]
public sealed record ToyProtocol(int Classes = 0, bool Throws = false) : IEvaluation
{
    public EvaluationResult Evaluate(IBench bench)
    {
        if (Throws)
            throw new InvalidOperationException("the numbers are too strange");
        if (Classes > bench.Train.Classes.Count)
            throw new ProblemException(new("LAB0001", "toy-protocol", "There are too few classes.", "Take more."));
        using var scope = NewDisposeScope();
        var clean = bench.Classify("clean", new(bench.Encoder()));
        return new("a protocol", [clean]);
    }
}
