using Fidelity.Tests.Components;
using RoCL.Augmentations.SimClr;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;

namespace Fidelity.Tests.Methods;

/// <summary>
/// DynACL's schedules, by its own recipe, against the formulas in every epoch: Luo et al. 2023.
/// </summary>
public sealed class DynAclFidelity
{
    private const int StepsPerEpoch = 3;

    // All epochs from 1 to E, each with its first and its last step.
    private static IEnumerable<(int Epoch, Moment Moment)> All(int epochs) =>
        Enumerable
            .Range(1, epochs)
            .SelectMany(epoch =>
                new[] { 0, StepsPerEpoch - 1 }.Select(step =>
                    (epoch, new Moment((epoch - 1) * StepsPerEpoch + step, StepsPerEpoch, epochs))
                )
            );

    // The weight of the attacked term; the clean one has the rest of two.
    private static double AttackedWeight(double epoch, int epochs) => Math.Min(1 + 2 / 3.0 * epoch / epochs, 2);

    [TestCase(1000)]
    [TestCase(200)]
    [TestCase(120)]
    public void The_strength_is_one_minus_the_share_of_the_epochs_before_the_last_multiple_of_fifty(int epochs)
    {
        var catalogue = new TestCatalogue();
        var binder = new RecipeBinder(catalogue);
        var views = catalogue.Shipped("dynacl").Views.OfType<View.Augmented>().ToList();
        Assert.That(views.Select(view => view.Name), Is.EqualTo(new[] { "a", "b" }));
        foreach (var view in views)
        {
            foreach (var (epoch, moment) in All(epochs))
            {
                var pipeline = view.Pipeline.Select(use => binder.Create(use, moment)).ToList();
                Assert.That(
                    ((SimClr)pipeline[0]).Strength,
                    Is.EqualTo(1 - (double)((epoch - 1) / 50 * 50) / epochs).Within(1e-12),
                    $"{view.Name}, epoch {epoch}"
                );
                Assert.That(pipeline[1], Is.EqualTo(new HorizontalFlip(0.5)), "mirroring does not fade");
            }
        }
    }

    [TestCase(1000)]
    [TestCase(200)]
    [TestCase(120)]
    public void The_weights_are_those_of_the_authors_code_renewed_every_fifty_epochs(int epochs)
    {
        var terms = new TestCatalogue().Shipped("dynacl").Terms;
        Assert.That(
            terms.Select(term => string.Join(",", term.Views.Select(view => view.View))),
            Is.EqualTo(new[] { "a,b", "adv.a,adv.b" })
        );
        foreach (var (epoch, moment) in All(epochs))
        {
            Assert.That(
                terms.Select(term => term.Weight.At(moment)),
                Is.EqualTo(
                        new[] { 2 - AttackedWeight(epoch / 50 * 50, epochs), AttackedWeight(epoch / 50 * 50, epochs) }
                    )
                    .Within(1e-12),
                $"epoch {epoch}"
            );
        }
    }

    [Test]
    public void Renewed_in_each_epoch_the_weights_follow_the_formula_itself()
    {
        var terms = new TestCatalogue()
            .Shipped("dynacl", "loss.0.weight.every=1 epoch", "loss.1.weight.every=1 epoch")
            .Terms;
        foreach (var (epoch, moment) in All(1000))
        {
            Assert.That(
                terms.Select(term => term.Weight.At(moment)),
                Is.EqualTo(new[] { 2 - AttackedWeight(epoch, 1000), AttackedWeight(epoch, 1000) }).Within(1e-12),
                $"epoch {epoch}"
            );
        }
    }
}
