using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>An encoder that computes in bfloat16 while it is trained.</summary>
public sealed class PrecisionTests
{
    private const string Fast = "precision=fast";
    private const NumberFormat Single = NumberFormat.Binary32;
    private const NumberFormat Half = NumberFormat.BFloat16;

    [TestCase(Single, Single)]
    [TestCase(Half, Half, Fast)]
    [TestCase(Single, Single, "precision=exact")]
    [TestCase(Half, Single, "attack.precision=bfloat16")]
    [TestCase(Single, Half, "train.precision=bfloat16")]
    [TestCase(Half, Single, Fast, "train.precision=float32")]
    public void One_word_decides_on_all_and_each_part_has_its_own(
        NumberFormat attack,
        NumberFormat train,
        params string[] settings
    ) => Assert.That(ToyShelf.Read(ToyShelf.Rocl, settings).Precision, Is.EqualTo(new Precision(attack, train)));

    [TestCase("precision=quick", "toy.json: precision")]
    [TestCase("train.precision=float16", "toy.json: train.precision")]
    [TestCase("attack.precision=exact", "toy.json: attack.precision")]
    [TestCase("attack.use=pgd", "toy.json: attack.use")]
    public void Another_word_is_refused_at_its_key(string setting, string where) =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, setting).Problems.Select(problem => problem.Where),
            Is.EqualTo(new[] { where })
        );

    [Test]
    public void A_resolved_recipe_names_its_precision_so_that_a_later_default_changes_no_run()
    {
        var document = RecipeText.Parse("toy.json", ToyShelf.Rocl).ValueOrThrow();
        var written = Completion.Of(document, ToyShelf.Read(ToyShelf.Rocl));
        Assert.That(written["precision"]!.GetValue<string>(), Is.EqualTo("exact"));
    }

    [TestCase("")]
    [TestCase("views.adv.mode=train")]
    [TestCase("views.adv.route=adv")]
    [TestCase("normalize={\"mean\":[0.3],\"deviation\":[0.2]}")]
    public void Steps_come_near_those_of_float32_and_are_not_the_same(string setting)
    {
        string[] settings = setting.Length == 0 ? [] : [setting];
        using var exact = new Toybox(settings);
        using var fast = new Toybox([Fast, .. settings]);
        Assert.That(fast.Model.Notices, Is.Empty);
        var expected = exact.Train(steps: 3);
        var steps = fast.Train(steps: 3);
        Assert.That(steps[^1].Loss, Is.EqualTo(expected[^1].Loss).Within(0.5).Percent);
        Assert.That(steps[0].GradientNorm, Is.EqualTo(expected[0].GradientNorm).Within(3).Percent);
        foreach (var (name, weight) in exact.Model.Parameters)
        {
            var other = fast.Model.Parameters[name];
            Assert.That(other.dtype, Is.EqualTo(ScalarType.Float32), name);
            Assert.That(
                (other - weight).norm().item<float>(),
                Is.LessThan(0.01f + 0.02f * weight.norm().item<float>()),
                name
            );
        }
        Assert.That(fast.State(), Is.Not.EqualTo(exact.State()).AsCollection);
    }

    [TestCase("attack.precision=bfloat16")]
    [TestCase("train.precision=bfloat16")]
    public void Each_part_alone_changes_the_digits(string setting)
    {
        using var exact = new Toybox();
        using var part = new Toybox(setting);
        exact.Train(steps: 1);
        part.Train(steps: 1);
        Assert.That(part.State(), Is.Not.EqualTo(exact.State()).AsCollection);
    }

    [Test]
    public void Weights_begin_as_in_float32()
    {
        using var exact = new Toybox();
        using var fast = new Toybox(Fast);
        Assert.That(fast.State(), Is.EqualTo(exact.State()).AsCollection);
    }

    [TestCase("")]
    [TestCase("views.adv.route=adv")]
    public void A_training_that_was_cut_goes_on_to_the_same_bits(string setting)
    {
        string[] settings = setting.Length == 0 ? [Fast] : [Fast, setting];
        using var whole = new Toybox(settings);
        using var resumed = new Toybox(settings);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    [Test]
    public void Running_statistics_of_the_encoder_move_by_the_views_of_training()
    {
        using var box = new Toybox(Fast);
        var before = box.State();
        box.Train(steps: 1);
        var after = box.State();
        Assert.That(after.Keys.Where(name => name.Contains("running_") && after[name] == before[name]), Is.Empty);
    }

    [Test]
    public void Frozen_weights_stay_as_they_are()
    {
        using var box = new Toybox(
            Fast,
            "optimizer.groups=[{\"match\":\"encoder.conv1.*\",\"frozen\":true},"
                + "{\"match\":\"encoder.bn1.*\",\"frozen\":true,\"mode\":\"eval\"}]"
        );
        var before = box.State();
        box.Train(steps: 1);
        var after = box.State();
        Assert.That(
            after.Keys.Where(name => name.Contains("encoder.") && after[name] == before[name]),
            Is.SupersetOf(new[] { "encoder.conv1.weight", "encoder.bn1.weight", "encoder.bn1.running_mean" })
                .And.None.EqualTo("encoder.conv2.weight")
        );
    }

    [Test]
    public void A_step_leaves_no_native_tensor_behind()
    {
        using var box = new Toybox(Fast, "train.epochs=20");
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [Test]
    public void A_step_whose_gradient_overflows_leaves_the_model_and_no_gradient_behind()
    {
        using var box = new Toybox(Fast, "loss.0.scale=1e30");
        var before = box.State();
        Assert.Throws<ProblemException>(() => box.Train(steps: 1));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
        Assert.That(box.Model.Parameters.Values.Select(weight => weight.grad), Is.All.Null);
    }

    [TestCase("single", "dtype")]
    [TestCase("statistics", "statistics of its own")]
    public void An_encoder_that_cannot_is_computed_in_float32_and_the_run_says_so(string kind, string reason)
    {
        string[] odd = [$"encoder={{\"use\":\"toy-odd-encoder\",\"kind\":\"{kind}\"}}"];
        using var exact = new Toybox(odd);
        using var fast = new Toybox([.. odd, "train.precision=bfloat16"]);
        var notice = fast.Model.Notices.Single();
        Assert.That(
            (notice.Code, notice.Where),
            Is.EqualTo(("ROCL0313", "toy.json: encoder (Shared/toy-odd-encoder 0.1.0)"))
        );
        Assert.That(notice.What, Does.Contain(reason));
        exact.Train(steps: 1);
        fast.Train(steps: 1);
        Assert.That(fast.State(), Is.EqualTo(exact.State()).AsCollection);
    }
}
