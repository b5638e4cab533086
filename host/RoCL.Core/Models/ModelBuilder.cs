using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>What a model is built for.</summary>
/// <param name="Images">The shape of an image.</param>
/// <param name="Classes">The number of classes; 0 without labels.</param>
/// <param name="Features">The number of features that the encoder returned for such images.</param>
/// <param name="TrainingImages">
/// The number of training images, which states of losses and attacks begin for;
/// <see langword="null"/> where no state is kept.
/// </param>
internal sealed record ModelShape(ImageShape Images, int Classes, int Features, long? TrainingImages)
{
    /// <summary>The names of the classes, by number; none where they are not known.</summary>
    public ValueList<string> ClassNames { get; init; } = [];
}

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
        var shape = plan.Shape;
        var classes = plan.Classes;
        var encoder = Encoder(bindings, shape, device);
        var features = FeaturesOf(encoder, shape, device);
        var heads = bindings.Heads.Keys.ToImmutableSortedDictionary(
            name => name,
            name => Head(bindings, name, features, classes, device),
            StringComparer.Ordinal
        );
        var routes = new Routes(bindings.Recipe.Routes, heads.Values.Prepend(encoder));
        var networks = new ModelNetworks(encoder, heads, routes);
        try
        {
            if (!routes.HaveLayers)
                throw new ProblemException(WithoutBatchNorm(bindings.Recipe));
            ParameterGroups.RequireMembers(bindings.Recipe, networks.Parameters.Keys);
            return new Model(
                bindings,
                new(shape, classes, features, trainingImages) { ClassNames = plan.ClassNames },
                networks,
                device
            );
        }
        catch
        {
            networks.Release();
            throw;
        }
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
