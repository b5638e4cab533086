using Shared.Toys;
using static Core.Tests.Evaluation.MaskingBench;

namespace Core.Tests.Evaluation;

/// <summary>
/// Networks that hide their gradients in the ways that the literature knows, and what the bench
/// says of them.
/// </summary>
public sealed class MaskingTests
{
    [Test]
    public void An_honest_network_raises_no_flag() => Assert.That(Raised(new Brightness(logits => logits)), Is.Empty);

    [Test]
    public void Gradients_of_zero_are_found() =>
        Assert.That(Raised(new Brightness(logits => logits.sign())), Does.Contain("ROCL0521"));

    [Test]
    public void Outputs_that_change_from_call_to_call_are_found()
    {
        var calls = 0;
        var drifting = new Brightness(logits =>
        {
            calls++;
            return logits + 0.01 * calls * tensor(new[] { 0f, 1f, 0f });
        });
        Assert.That(Raised(drifting), Does.Contain("ROCL0522"));
    }

    [Test]
    public void What_a_black_box_attack_finds_and_the_gradients_hid_is_found() =>
        Assert.That(Raised(new Brightness(logits => logits.sign())), Does.Contain("ROCL0523"));

    [Test]
    public void A_network_that_answers_to_less_than_a_pixels_level_is_found_at_radius_zero() =>
        Assert.That(
            Raised(
                new Brightness(
                    logits => logits,
                    images =>
                        (255 * images - (255 * images).round())
                            .abs()
                            .amax([1, 2, 3])
                            .lt(1e-4)
                            .unsqueeze(1)
                            .to(ScalarType.Float32) * 2
                        - 1
                ),
                new Shiver()
            ),
            Does.Contain("ROCL0524")
        );

    [Test]
    public void An_attack_that_does_not_use_its_budget_leaves_images_right_at_one_half() =>
        Assert.That(
            Raised(new Brightness(logits => logits), new ToyAscent(Iterations: 1, Step: 0.001, RandomStart: false)),
            Does.Contain("ROCL0525")
        );

    [Test]
    public void What_is_wrong_as_it_is_stays_no_sign_where_the_attack_makes_it_right()
    {
        // Dark for bright and bright for dark.
        var wrong = new Brightness(logits => logits.index_select(1, tensor(new long[] { 1, 0, 2 })));
        var half = Flags(wrong, new Inverts(0, 24), threat: new LInf(0.5)).Single(flag => flag.Code == "ROCL0525");
        Assert.That((half.Raised, half.Share), Is.EqualTo((false, 0.0)), half.Says);
    }

    [Test]
    public void Without_a_black_box_attack_the_flag_says_so()
    {
        var black = Flags(new Brightness(logits => logits), blind: null).Single(flag => flag.Code == "ROCL0523");
        Assert.That((black.Raised, black.Says), Is.EqualTo((false, "not looked for: there is no black-box attack")));
    }

    [Test]
    public void A_recipe_looks_at_fifty_images_and_names_no_black_box_attack_unless_it_says_so()
    {
        var masking = ToyShelf.Read(ToyShelf.Rocl).Masking;
        Assert.That((masking.BlackBox, masking.Images), Is.EqualTo(((object?)null, 50)));
    }
}
