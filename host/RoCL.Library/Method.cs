using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Binding;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Plugins.Binding;

namespace RoCL.Library;

/// <summary>
/// A training method, as a recipe says it, for networks and images of the calling program.
/// </summary>
/// <remarks>
/// Components are found in the assemblies that the program refers to, its own among them. A
/// training lives in the process alone: there are no checkpoints, no monitors and no folder, and
/// nobody starts it again when it fails. For these, give the network to <c>rocl run</c> as a
/// plugin.
/// </remarks>
/// <param name="recipe">
/// The recipe as JSON; comments are allowed. It may extend a shipped recipe by its name, such as
/// <c>{ "extends": "rocl" }</c>. Its <c>data</c> and <c>encoder</c> may be left out.
/// </param>
public sealed class Method(string recipe)
{
    /// <summary>Trains a new network: all steps of the recipe.</summary>
    /// <param name="network">
    /// Makes the network, from the shape of an image: images [N, C, H, W] to features [N, F], by
    /// the recipe's normalisation. It is called several times, each time for new weights: copies
    /// are made by it too.
    /// </param>
    /// <param name="train">The images to train on.</param>
    /// <param name="test">The images that evaluations measure on, of the same classes.</param>
    /// <param name="device">Where it computes; the CPU when left out.</param>
    /// <param name="progress">Is called after each step.</param>
    /// <param name="stop">Ends the training at the next query of an attack.</param>
    /// <returns>The trained networks; the caller disposes of them.</returns>
    /// <exception cref="ProblemException">
    /// Everything that is wrong with the recipe: ROCL01xx, ROCL0202 a component that no package
    /// brings, ROCL0843 a shipped recipe that does not exist, ROCL0844 a key that needs a run's
    /// folder; and what fails in a step, ROCL03xx.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// It was stopped; the networks are lost.
    /// </exception>
    public TrainedNetworks Train(
        Func<ImageShape, nn.Module<Tensor, Tensor>> network,
        IImages train,
        IImages test,
        Device? device = null,
        Action<StepProgress>? progress = null,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        var components = ProgramComponents.Here;
        var read = Read(components).ValueOrThrow();
        var bindings = Bound(read, components, network, train);
        var images = read.Images.Of(Open, read.Source).ValueOrThrow();
        var plan = Plan.Of(bindings, images.Train).ValueOrThrow();

        // The same random streams as in a run of `rocl`.
        manual_seed(plan.Seed.For("weights").Value);
        var model = Model.Build(plan, device ?? CPU);
        try
        {
            foreach (var step in plan.StepsFrom(0))
            {
                manual_seed(step.Seed.For("global").Value);
                var result = TrainingLoop.Take(plan, images.Train, model, step, stop: stop);
                progress?.Invoke(new(step.Index + 1, plan.Steps, result.Loss));
            }
            return new(plan, model, images);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        IImages Open(Split split) => Guarded(read, split == Split.Train ? train : test);
    }

    private Result<Recipe> Read(ProgramComponents components)
    {
        var precedence = new OptionPrecedence(components, _ => { });
        return RecipeText
            .Load(OwnComponents.RecipeName, Written, precedence)
            .Then<JsonObject>(document => RecipeText.Merge(document, OwnComponents.Document))
            .Then(WithoutFolder)
            .Then(document =>
                RecipeReader.Read(OwnComponents.RecipeName, OwnComponents.RecipeName, document, components)
            );
    }

    private Result<WrittenRecipe> Written(string name, string? asking) =>
        asking is null
            ? new WrittenRecipe(name, recipe)
            : ShippedRecipes.Text(name, asking).Then<WrittenRecipe>(text => new WrittenRecipe(name, text));

    private static Result<JsonObject> WithoutFolder(JsonObject document)
    {
        var problems = NeedingFolder
            .Where(document.ContainsKey)
            .Select(key => new Problem(
                "ROCL0844",
                $"{OwnComponents.RecipeName}: {key}",
                "The key needs a run's folder, and a training inside a program has none.",
                $"Write \"{key}\": null, or train by `rocl run`."
            ))
            .ToImmutableArray();
        return problems.IsEmpty ? document : problems;
    }

    private static readonly ImmutableArray<string> NeedingFolder = ["init", "monitors", "checkpoints"];

    private static Bindings Bound(
        Recipe recipe,
        ProgramComponents components,
        Func<ImageShape, nn.Module<Tensor, Tensor>> network,
        IImages train
    )
    {
        var encoder = new GuardedEncoder(recipe.Encoder, new OwnEncoder(network));
        return new RecipeBinder(components.Types).For(train.Classes).Bind(recipe) with
        {
            Encoder = new Bound<IEncoder>(recipe.Encoder, _ => encoder),
        };
    }

    private static IImages Guarded(Recipe recipe, IImages images) =>
        new GuardedDataset(recipe.Data, new OwnImages(images)).Open(Split.Train);
}
