using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>What a model is built for.</summary>
/// <param name="Images">The shape of an image.</param>
/// <param name="Classes">The number of classes; 0 without labels.</param>
/// <param name="Features">The number of features that the encoder returned for such images.</param>
/// <param name="HeadInputs">The number of inputs that each head is built for, by its name.</param>
internal sealed record ModelShape(
    ImageShape Images,
    int Classes,
    int Features,
    ImmutableSortedDictionary<string, int> HeadInputs
)
{
    /// <summary>The names of the classes, by number; none where they are not known.</summary>
    public ValueList<string> ClassNames { get; init; } = [];

    /// <summary>
    /// The number of training images, which states of losses and attacks begin for;
    /// <see langword="null"/> where no state is kept.
    /// </summary>
    public long? TrainingImages { get; init; }
}

/// <summary>Networks that were built together.</summary>
/// <param name="Networks">The networks.</param>
/// <param name="Shape">What they were built for.</param>
internal sealed record BuiltNetworks(ModelNetworks Networks, ModelShape Shape);

/// <summary>Builds models, and the networks in them.</summary>
internal static class ModelBuilder
{
    /// <summary>
    /// A new model; its weights come from libtorch's own generator, which the caller seeds.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where the weights are to be.</param>
    /// <param name="trainingImages">
    /// The number of training images, which states of losses and attacks begin for;
    /// <see langword="null"/> where no state is kept.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL02xx and ROCL03xx as the components' code is; ROCL0141 a route, and no batch-norm layer
    /// in the encoder; ROCL0150 a group of parameters that has none.
    /// </exception>
    public static Model Build(Plan plan, Device device, long? trainingImages)
    {
        var bindings = plan.Bindings;
        var shape = new ModelShape(plan.Shape, plan.Classes, 0, NoInputs)
        {
            ClassNames = plan.ClassNames,
            TrainingImages = trainingImages,
        };
        var heads = HeadSources.InOrder(bindings.Recipe, bindings.Heads.Keys);
        var (networks, built) = Networks(bindings, shape, heads, device);
        try
        {
            ParameterGroups.RequireMembers(bindings.Recipe, networks.Parameters.Keys);
            networks.KeepInEval(bindings.Recipe.ParameterGroups);
            return new Model(bindings, built, networks, ModelTeachers.Build(bindings, built, device), device);
        }
        catch
        {
            networks.Release();
            throw;
        }
    }

    /// <summary>A new encoder with some of the recipe's heads.</summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="shape">The images and classes; the rest is what the networks say.</param>
    /// <param name="headNames">The heads, each after the one that it reads.</param>
    /// <param name="device">Where the weights are to be.</param>
    /// <exception cref="ProblemException">As <see cref="Build"/>.</exception>
    internal static BuiltNetworks Networks(
        Bindings bindings,
        ModelShape shape,
        IEnumerable<string> headNames,
        Device device
    )
    {
        var recipe = bindings.Recipe;
        var encoder = Encoder(bindings, shape.Images, device);
        var features = FeaturesOf(encoder, shape.Images, device);
        var inputs = NoInputs;
        var heads = ImmutableSortedDictionary.Create<string, GuardedNetwork>(StringComparer.Ordinal);
        foreach (var name in headNames)
        {
            var before = HeadSources.Of(recipe.HeadSources, name).On;
            var width = before is null ? features : OutputsOf(heads[before], inputs[before], device);
            inputs = inputs.Add(name, width);
            heads = heads.Add(name, Head(bindings, name, width, shape.Classes, device));
        }

        var trained = heads.Where(head => HeadSources.Of(recipe.HeadSources, head.Key).Frozen is null);
        var routes = new Routes(recipe.Routes, trained.Select(head => head.Value).Prepend(encoder));
        var networks = new ModelNetworks(encoder, heads, recipe.HeadSources, routes);
        if (routes.HaveLayers)
            return new(networks, shape with { Features = features, HeadInputs = inputs });
        networks.Release();
        throw new ProblemException(WithoutBatchNorm(recipe));
    }

    /// <summary>A new encoder, behind its normalisation.</summary>
    internal static GuardedNetwork Encoder(Bindings bindings, ImageShape shape, Device device)
    {
        var use = bindings.Recipe.Encoder;
        var built = bindings.Encoder.Constant.Build(shape);
        return GuardedNetwork.On(use, "", () => new Normalized(built, bindings.Recipe.Normalize), device);
    }

    /// <summary>A new head.</summary>
    internal static GuardedNetwork Head(Bindings bindings, string name, int features, int classes, Device device)
    {
        var head = bindings.Heads[name];
        var built = head.Constant.Build(features, classes);
        return GuardedNetwork.On(head.Use, $"heads.{name}.", () => built, device);
    }

    private static ImmutableSortedDictionary<string, int> NoInputs { get; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    private static int OutputsOf(GuardedNetwork head, int inputs, Device device)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        head.Module.eval();
        return (int)head.Outputs(zeros([2, inputs], device: device)).shape[1];
    }

    private static int FeaturesOf(GuardedNetwork encoder, ImageShape shape, Device device)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        encoder.Module.eval();
        var images = zeros([2, shape.Channels, shape.Height, shape.Width], device: device);
        return (int)encoder.Outputs(images).shape[1];
    }

    private static Problem WithoutBatchNorm(Recipe recipe)
    {
        var routed = recipe.Views.First(view => view.Route != Recipe.OwnRoute);
        return new(
            "ROCL0141",
            $"{recipe.Source}: views.{routed.Name}.route",
            $"The encoder {recipe.Encoder.Component.Name} has no batch-norm layer, so no view can take a route of "
                + "its own.",
            "Take an encoder with batch-norm, or leave out the route."
        );
    }
}
