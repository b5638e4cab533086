using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Runs.Machine;
using RoCL.Runs.Recipes;
using TorchSharp;

namespace RoCL.Runs.Benchmarks;

/// <summary>
/// Makes jobs for measurements: a recipe over random images, so that no data has to be at hand.
/// </summary>
/// <param name="catalogue">Which components there are.</param>
/// <param name="binder">Makes them.</param>
public sealed class SyntheticJobs(IComponentCatalogue catalogue, RecipeBinder binder)
{
    private const int Classes = 10;
    private const int StepsPerEpoch = 100; // so that checkpoints, if any are written, are rare

    /// <summary>A recipe's job, on as many random images as 100 of its batches take.</summary>
    /// <param name="recipe">The name or the file of the recipe.</param>
    /// <param name="settings">Values to set in it, as after <c>--set</c>.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <returns>What is wrong with the recipe or its components, all of it at once.</returns>
    public Result<Job> Of(string recipe, IEnumerable<string> settings, ImageShape shape)
    {
        if (TorchProbe.Failure() is { } failure)
            return failure;
        var precedence = new OptionPrecedence(catalogue, _ => { });
        return RecipeFiles.Load(recipe, settings, precedence).Then(document => Of(recipe, document, shape));
    }

    private Result<Job> Of(string name, JsonObject document, ImageShape shape) =>
        RecipeReader
            .Read(name, RecipeFiles.FileOf(name), document, catalogue)
            .Then(recipe =>
            {
                var images = Images(shape, (long)StepsPerEpoch * recipe.Train.Batch);
                var bindings = binder.For(images.Classes).Bind(recipe);
                return Plan.Of(bindings, images).Then<Job>(plan => new Job(name, document, plan, images, images));
            });

    private static PixelImages Images(ImageShape shape, long count)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1);
        long[] sizes = [count, shape.Channels, shape.Height, shape.Width];
        var pixels = torch.randint(0, 256, sizes, torch.uint8, generator: generator);
        var labels = torch.arange(count, torch.int64) % Classes;
        string[] names = [.. Enumerable.Range(0, Classes).Select(number => $"{number}")];
        return new(pixels.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), names);
    }
}
