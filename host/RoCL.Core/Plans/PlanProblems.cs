using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Plans;

/// <summary>What does not go together in a recipe on its data.</summary>
internal static class PlanProblems
{
    /// <summary>All problems; none where the plan can be trained.</summary>
    /// <param name="plan">The recipe on its data.</param>
    public static ImmutableArray<Problem> Of(Plan plan) =>
        [
            .. OfData(plan),
            .. plan.Recipe.Terms.SelectMany(term => OfLoss(plan, term.Loss, term.Views)),
            .. plan
                .Recipe.Views.OfType<View.Perturbed>()
                .SelectMany(view => OfLoss(plan, view.Objective, view.ObjectiveViews)),
            .. new ThreatProblems(plan).All(),
            .. StateProblems.Of(plan.Recipe),
        ];

    private static IEnumerable<Problem> OfData(Plan plan)
    {
        var recipe = plan.Recipe;
        if (recipe.Train.Epochs > 0 && recipe.Train.Batch > plan.Count)
        {
            yield return new(
                "ROCL0113",
                $"{recipe.Source}: train.batch",
                $"The batch of {recipe.Train.Batch} is larger than the {plan.Count} training images.",
                "Write a smaller batch, or take more images."
            );
        }

        var channels = recipe.Normalize.Mean.Count;
        if (channels > 0 && channels != plan.Shape.Channels)
        {
            yield return new(
                "ROCL0116",
                $"{recipe.Source}: normalize",
                $"The normalisation has {channels} numbers, and images have {plan.Shape.Channels} channels.",
                "Write one number for each channel."
            );
        }
    }

    private static IEnumerable<Problem> OfLoss(Plan plan, ComponentUse loss, ValueList<ViewReference> views)
    {
        try
        {
            var requirement = plan.Bindings.Loss(loss).At(plan.MomentOf(0)).Requirement;
            return Unmet(plan, loss, requirement, views);
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }

    private static IEnumerable<Problem> Unmet(
        Plan plan,
        ComponentUse loss,
        LossRequirement requirement,
        ValueList<ViewReference> views
    )
    {
        if (views.Count < requirement.Views)
        {
            yield return new(
                "ROCL0111",
                $"{loss.Where}.views",
                $"The loss {loss.Component.Name} sees {views.Count} view(s) and needs {requirement.Views}.",
                "List more views."
            );
        }

        if (!requirement.HonoursMixing && MixedViewOf(plan.Recipe, views) is { } mixed)
        {
            yield return new(
                "ROCL0190",
                $"{loss.Where}.views",
                $"The loss {loss.Component.Name} sees the mixed view '{mixed}', and does not know of partners and "
                    + "weights.",
                "Take a loss that honours mixing, such as cross-entropy, trades or nt-xent, or another view."
            );
        }

        if (requirement.Labels && plan.Classes == 0)
        {
            yield return new(
                "ROCL0112",
                loss.Where,
                $"The loss {loss.Component.Name} needs labels, and the data has none.",
                "Take labelled data or another loss."
            );
        }
    }

    private static string? MixedViewOf(Recipe recipe, ValueList<ViewReference> views) =>
        views.Select(seen => seen.View).FirstOrDefault(view => MixedViews.Of(recipe.Views, view) is not null);
}
