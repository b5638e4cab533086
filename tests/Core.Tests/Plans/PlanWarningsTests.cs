using RoCL.Core.Plans;
using Shared.Toys;

namespace Core.Tests.Plans;

/// <summary>What is allowed in a recipe, and is hardly meant.</summary>
public sealed class PlanWarningsTests
{
    private const string Radius = "views.adv.threat";
    private const string Step = "views.adv.attack={\"use\":\"toy-ascent\",\"step\":";

    [TestCase($"{Radius}={{\"linf\":8}}", "ROCL0526 toy.json: views.adv.threat.linf", "8/255")]
    [TestCase($"{Radius}={{\"linf\":1}}", "ROCL0526 toy.json: views.adv.threat.linf", "1/255")]
    [TestCase($"{Radius}={{\"linf\":{{\"from\":0,\"to\":16}}}}", "ROCL0526 toy.json: views.adv.threat.linf", "16/255")]
    [TestCase($"{Radius}={{\"l2\":127.5}}", "ROCL0526 toy.json: views.adv.threat.l2", "0.5")]
    [TestCase($"{Radius}={{\"l2\":4}}", "ROCL0526 toy.json: views.adv.threat.l2", "reaches every image")]
    [TestCase($"{Radius}={{\"l1\":32}}", "ROCL0526 toy.json: views.adv.threat.l1", "reaches every image")]
    [TestCase($"{Radius}={{\"l1\":3060}}", "ROCL0526 toy.json: views.adv.threat.l1", "12")]
    [TestCase(Step + "2}", "ROCL0526 toy.json: views.adv.attack.step", "2/255")]
    [TestCase("normalize={\"mean\":[125.3],\"deviation\":[63]}", "ROCL0527 toy.json: normalize", "125.3/255")]
    [TestCase("normalize={\"mean\":[73],\"deviation\":[0.2]}", "ROCL0527 toy.json: normalize", "73/255")]
    [TestCase("normalize={\"mean\":[0.5],\"deviation\":[63]}", "ROCL0527 toy.json: normalize", "63/255")]
    [TestCase("learningRate={\"use\":\"warmup-cosine\",\"warmup\":10}", "ROCL0528 toy.json: learningRate.warmup", "2")]
    [TestCase(
        "learningRate={\"use\":\"multi-step\",\"milestones\":[1,2]}",
        "ROCL0528 toy.json: learningRate.milestones",
        "below"
    )]
    [TestCase("train.microBatch=4", "ROCL0529 toy.json: views.adv.maximise", "4 of the 16 images")]
    [TestCase("loss.0.views=[\"a\",\"a\"]", "ROCL0299 toy.json: loss.0", "sees the view a twice")]
    [TestCase("views.c={\"augment\":[]}", "ROCL0297 toy.json: views.c", "no other view")]
    [TestCase("teachers.t={\"use\":\"ema\",\"head\":\"projector\"}", "ROCL0297 toy.json: teachers.t", "a@t")]
    [TestCase(
        "masking={\"images\":0,\"blackBox\":\"toy-blind\"}",
        "ROCL0297 toy.json: masking.blackBox",
        "on 0 images"
    )]
    [TestCase("images.seed=4", "ROCL0297 toy.json: images.seed", "All images are used")]
    public void It_is_a_warning_at_its_key_with_what_may_be_meant(string setting, string begin, string contains)
    {
        var warning = Warnings(setting).Single();
        Assert.That($"{warning.Code} {warning.Where}", Is.EqualTo(begin));
        Assert.That(warning.ToString(), Does.Contain(contains));
    }

    [TestCase("train.batch=16")]
    [TestCase($"{Radius}={{\"linf\":\"254/255\"}}")]
    [TestCase($"{Radius}={{\"l2\":3.9}}")]
    [TestCase($"{Radius}={{\"l1\":31.9}}")]
    [TestCase(Step + "0.99}")]
    [TestCase("normalize={\"mean\":[0.5],\"deviation\":[1]}")]
    [TestCase("learningRate={\"use\":\"warmup-cosine\",\"warmup\":2}")]
    [TestCase("learningRate={\"use\":\"multi-step\",\"milestones\":[1]}")]
    [TestCase("train.microBatch=16")]
    [TestCase("masking={\"images\":1,\"blackBox\":\"toy-blind\"}")]
    [TestCase("images={\"seed\":4,\"train\":32}")]
    [TestCase("images.seed=1")]
    [TestCase("masking={\"images\":0}")]
    public void What_is_usual_passes_without_a_word(string setting) => Assert.That(Warnings(setting), Is.Empty);

    [Test]
    public void A_step_in_another_norm_may_be_long() =>
        Assert.That(Warnings($"{Radius}={{\"l2\":2}}", Step + "1.5}"), Is.Empty);

    [TestCase("train.precision=bfloat16", false)]
    [TestCase("train.microBatch=4", true)]
    [TestCase("train.chunk=4", false)]
    [TestCase("attack.precision=bfloat16", true)]
    public void What_attacks_alone_use_has_no_effect_without_one_and_what_training_uses_has(string setting, bool said)
    {
        string[] plain = ["views.adv=null", "loss=[{\"use\":\"toy-contrast\",\"views\":[\"a\",\"b\"]}]", setting];
        Assert.That(
            Warnings(plain).Select(warning => warning.Where),
            said ? Is.EqualTo(new[] { $"toy.json: {setting.Split('=')[0]}" }) : Is.Empty
        );
    }

    [Test]
    public void A_loss_that_is_a_mean_over_images_may_see_some_of_them() =>
        Assert.That(
            Warnings("train.microBatch=4", "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b\"]}"),
            Is.Empty
        );

    [Test]
    public void A_term_over_micro_batches_is_named()
    {
        var warnings = Warnings(
            "train.microBatch=4",
            "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b\"]}",
            "loss.1.over=micro-batch"
        );
        Assert.That(warnings.Single().ToString(), Does.Contain("toy-contrast(adv,b)").And.Contain("loss.1"));
    }

    private static List<Problem> Warnings(params string[] settings)
    {
        using var box = new Toybox(settings);
        return [.. PlanWarnings.Of(box.Plan)];
    }
}
