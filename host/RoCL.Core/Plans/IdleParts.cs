using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>Parts of a recipe that nothing else of it uses: ROCL0297.</summary>
internal static class IdleParts
{
    /// <summary>All of them.</summary>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<Problem> Of(Recipe recipe) =>
        [
            .. IdleViews(recipe),
            .. IdleTeachers(recipe),
            .. IdlePrecision(recipe),
            .. IdleMicroBatch(recipe),
            .. IdleBlackBox(recipe),
            .. IdleImageSeed(recipe),
        ];

    private static IEnumerable<Problem> IdleViews(Recipe recipe)
    {
        var used = References(recipe).Select(reference => reference.View).ToHashSet();
        // Each view comes after those that it is made from.
        foreach (var view in recipe.Views.Reverse().Where(view => view.Results.Any(used.Contains)))
            used.UnionWith(view.Needs);
        return recipe
            .Views.Where(view => !view.Results.Any(used.Contains))
            .Select(view =>
                Idle(
                    $"{recipe.Source}: views.{view.Name}",
                    $"No loss, no monitor and no other view uses the view '{view.Name}'.",
                    "Name it in a loss's views, or take it out."
                )
            );
    }

    private static IEnumerable<Problem> IdleTeachers(Recipe recipe)
    {
        var objectives = recipe.Views.OfType<View.Perturbed>().SelectMany(view => view.ObjectiveViews);
        var used = References(recipe)
            .Concat(objectives)
            .Where(reference => reference.ByTeacher)
            .Select(reference => reference.Head)
            .ToHashSet();
        return recipe
            .Teachers.Keys.Where(teacher => !used.Contains(teacher) && recipe.Weights != teacher)
            .Select(teacher =>
                Idle(
                    $"{recipe.Source}: teachers.{teacher}",
                    $"No loss and no monitor sees a view through '{teacher}', and nothing is evaluated by it.",
                    $"Name it behind a view, such as a@{teacher}, or take it out."
                )
            );
    }

    private static IEnumerable<Problem> IdlePrecision(Recipe recipe)
    {
        var hasAttack = recipe.Views.OfType<View.Perturbed>().Any();
        // Training alone in bfloat16 is what train.precision asks for.
        if (hasAttack || recipe.Precision is not { Attack: NumberFormat.BFloat16, Train: NumberFormat.Binary32 })
            yield break;
        yield return Idle(
            $"{recipe.Source}: attack.precision",
            "No view is perturbed, so there is no attack that it could be the precision of.",
            "Take it out; evaluations attack in float32 whatever it says."
        );
    }

    private static IEnumerable<Problem> IdleMicroBatch(Recipe recipe)
    {
        var isUsed =
            recipe.Views.Any(view => view is View.Perturbed or View.Mixed)
            || recipe.Terms.Any(term => term.OverMicroBatches);
        if (isUsed || recipe.Train.MicroBatch >= recipe.Train.Batch)
            yield break;
        yield return Idle(
            $"{recipe.Source}: train.microBatch",
            "No view is attacked or mixed, and no loss sees micro-batches, so each step is one of the whole batch.",
            "Take it out; a step of less memory is written \"train\": { \"chunk\": N }."
        );
    }

    private static IEnumerable<Problem> IdleBlackBox(Recipe recipe)
    {
        if (recipe.Masking is not { Images: 0, HasOwnBlackBox: true })
            yield break;
        yield return Idle(
            $"{recipe.Source}: masking.blackBox",
            "Signs of masked gradients are looked for on 0 images (masking.images), so the attack is never made.",
            "Write a larger masking.images, or take the attack out."
        );
    }

    private static IEnumerable<Problem> IdleImageSeed(Recipe recipe)
    {
        var images = recipe.Images;
        var areAllUsed = images is { Train: null, Test: null, Validation: null, MeasuredAtMost: null };
        if (!areAllUsed || images.Seed == new Seed(recipe.Seed))
            yield break;
        yield return Idle(
            $"{recipe.Source}: images.seed",
            "All images are used, so there is no part of them that is drawn by the seed.",
            "Write images.train, images.test or images.validation, or take the seed out."
        );
    }

    private static IEnumerable<ViewReference> References(Recipe recipe) =>
        recipe.Terms.SelectMany(term => term.Views).Concat(recipe.Monitors.SelectMany(monitor => monitor.Views));

    private static Problem Idle(string where, string what, string remedy) => new("ROCL0297", where, what, remedy);
}
