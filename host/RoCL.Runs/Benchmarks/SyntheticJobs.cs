using RoCL.Core;
using RoCL.Core.Binding;
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

    /// <summary>A recipe's job on random images.</summary>
    /// <param name="recipe">The name or the file of the recipe.</param>
    /// <param name="settings">Values to set in it, as after <c>--set</c>.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="stepsPerEpoch">
    /// How many batches of images there are; checkpoints, where they are written, come after them.
    /// </param>
    /// <param name="change">What is changed about the recipe's components.</param>
    /// <returns>What is wrong with the recipe or its components, all of it at once.</returns>
    public Result<Job> Of(
        string recipe,
        IEnumerable<string> settings,
        ImageShape shape,
        int stepsPerEpoch,
        Func<Bindings, Bindings>? change = null
    )
    {
        if (TorchProbe.Failure() is { } failure)
            return failure;
        var precedence = new OptionPrecedence(catalogue, _ => { });
        return RecipeFiles
            .Load(recipe, settings, precedence)
            .Then(document =>
                RecipeReader
                    .Read(recipe, RecipeFiles.FileOf(recipe), document, catalogue)
                    .Then(read =>
                    {
                        var images = Images(shape, (long)stepsPerEpoch * read.Train.Batch);
                        var bindings = binder.For(images.Classes).Bind(read);
                        return Plan.Of(change?.Invoke(bindings) ?? bindings, images)
                            .Then<Job>(plan => new Job(recipe, document, plan, images, images));
                    })
            );
    }

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
