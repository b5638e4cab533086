using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>The augmented views of a few images, as the training makes them, for people.</summary>
public static class ExampleViews
{
    private const string Purpose = "example views";

    /// <summary>
    /// Each augmented view of the recipe by its name, in the recipe's order: [N, C, H, W] in [0, 1]
    /// on the images' device. Random values are the views' own, so that no other number of the run
    /// changes.
    /// </summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <exception cref="ProblemException">An augmentation failed.</exception>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Of(Plan plan, Tensor images)
    {
        using var quiet = no_grad();
        return
        [
            .. plan
                .Recipe.Views.OfType<View.Augmented>()
                .Select(view => KeyValuePair.Create(view.Name, Augmented(plan, view, images))),
        ];
    }

    private static Tensor Augmented(Plan plan, View.Augmented view, Tensor images)
    {
        var random = new Rng(plan.Seed.For(Purpose).For(view.Name), images.shape[0], images.device);
        var augmented = images.clone();
        foreach (var use in view.Pipeline)
        {
            var augmentation = plan.Bindings.Augmentation(use).At(plan.MomentOf(0));
            augmented = augmentation.Apply(augmented, random.For(use.Key));
        }

        return Layout.ChannelsLast(augmented);
    }
}
