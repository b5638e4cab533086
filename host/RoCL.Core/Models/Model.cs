using RoCL.Core.Components;
using RoCL.Core.Optimizers;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;

namespace RoCL.Core.Models;

/// <summary>
/// What training changes: an encoder, its heads, and the optimizer's state, each tensor under the
/// name that it is saved by.
/// </summary>
public sealed class Model : IDisposable
{
    private readonly Recipe _recipe;
    private readonly Normalized _encoder;
    private readonly ImmutableSortedDictionary<string, nn.Module<Tensor, Tensor>> _heads;
    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Tensor>> _optimizer;
    private readonly Routes _routes;

    private Model(
        Recipe recipe,
        Normalized encoder,
        ImmutableSortedDictionary<string, nn.Module<Tensor, Tensor>> heads,
        int features,
        Device device
    )
    {
        (_recipe, _encoder, _heads, Features, Device) = (recipe, encoder, heads, features, device);
        _routes = new(recipe.Routes, Named);
        Parameters = Kept(_routes.Parameters, Named.SelectMany(of => Networks.ParametersOf(of.Prefix, of.Network)));
        var optimizer = recipe.Optimizer.At(default);
        _optimizer = Parameters.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => Start(optimizer, pair.Value),
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// Images [N, C, H, W] in [0, 1] to features [N, F]; its first layer normalises.
    /// </summary>
    public nn.Module<Tensor, Tensor> Encoder => _encoder;

    /// <summary>F.</summary>
    public int Features { get; }

    /// <summary>The shape of the images that it is built for.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>The number of classes that it is built for; 0 without labels.</summary>
    public required int Classes { get; init; }

    /// <summary>The names of its heads, without <see cref="Recipe.NoHead"/>.</summary>
    public IEnumerable<string> Heads => _heads.Keys;

    /// <summary>The route that evaluations and other runs take.</summary>
    public string Route => _recipe.Route;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>
    /// What gradients move, by name: <c>encoder.conv1.weight</c>,
    /// <c>heads.projector.linear_1.bias</c>.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> Parameters { get; }

    /// <summary>
    /// Parameters, running statistics and the optimizer's state: all that a checkpoint holds. The
    /// tensors are the model's own.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> State =>
        Parameters
            .Concat(Buffers)
            .Concat(
                _optimizer.SelectMany(of =>
                    of.Value.Select(state => KeyValuePair.Create($"optimizer.{state.Key}.{of.Key}", state.Value))
                )
            )
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Running statistics, and whatever else modules keep besides parameters.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers =>
        Kept(_routes.Buffers, Named.SelectMany(of => Networks.BuffersOf(of.Prefix, of.Network)));

    /// <summary>
    /// The name of the first tensor of the state that is not finite; <see langword="null"/> where
    /// all are.
    /// </summary>
    public string? NotFinite
    {
        get
        {
            using var quiet = no_grad();
            return State.FirstOrDefault(named => !Finite.All(named.Value)).Key;
        }
    }

    private IEnumerable<(string Prefix, nn.Module<Tensor, Tensor> Network)> Named =>
        _heads.Select(head => ($"heads.{head.Key}.", head.Value)).Prepend(("", Encoder));

    /// <summary>
    /// A model with newly drawn weights. They come from libtorch's global generator, which the
    /// shell seeds before.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0310: the encoder gives no features; ROCL0141: a view has a route, and no network
    /// batch-norm; and what plugins throw.
    /// </exception>
    public static Model Build(Plan plan, Device device)
    {
        var recipe = plan.Recipe;
        var encoder = NewEncoder(recipe, plan.Shape, device);
        var features = FeaturesOf(recipe.Encoder.Use, encoder, plan.Shape, device);
        var heads = recipe.Heads.ToImmutableSortedDictionary(
            head => head.Key,
            head => NewHead(head.Value, features, plan.Classes, device),
            StringComparer.Ordinal
        );
        var model = new Model(recipe, encoder, heads, features, device) { Shape = plan.Shape, Classes = plan.Classes };
        if (model._routes.Possible)
            return model;
        model.Dispose();
        var first = recipe.Views.First(view => view.Route != Recipe.OwnRoute).Name;
        throw new ProblemException(
            new(
                "ROCL0141",
                $"{recipe.Source}: views.{first}.route",
                $"{recipe.Encoder.Use.Component.Name} has no batch-norm layer, so no route of its own could be taken.",
                "Take an encoder with batch-norm, or leave the route away."
            )
        );
    }

    /// <summary>A new encoder of a recipe, behind its normalisation, on a device.</summary>
    private static Normalized NewEncoder(Recipe recipe, ImageShape shape, Device device) =>
        Networks.Ready(
            recipe.Encoder.Use,
            () => recipe.Encoder.At(default).Build(shape),
            built => new Normalized(built, recipe.Normalize),
            device
        );

    /// <summary>
    /// A copy of the encoder in eval mode, with the batch-norm of the recipe's route; the caller's
    /// own.
    /// </summary>
    public nn.Module<Tensor, Tensor> CopyOfEncoder() => Copy(Encoder, NewEncoder(_recipe, Shape, Device));

    /// <summary>
    /// A copy of a head in eval mode, with the batch-norm of the recipe's route; the caller's own.
    /// </summary>
    public nn.Module<Tensor, Tensor> CopyOfHead(string head) =>
        Copy(_heads[head], NewHead(_recipe.Heads[head], Features, Classes, Device));

    // Several heads may read the same features.
    /// <summary>
    /// What a head says of features; <see cref="Recipe.NoHead"/> says the features.
    /// </summary>
    /// <param name="head">Which.</param>
    /// <param name="features">[N, F].</param>
    /// <param name="route">The route of the views that they are features of.</param>
    public Tensor Head(string head, Tensor features, string route = Recipe.OwnRoute) =>
        head == Recipe.NoHead
            ? features
            : _routes.Through(
                route,
                _heads[head],
                () => Networks.Outputs(_recipe.Heads[head].Use, _heads[head], features.clone())
            );

    /// <summary>What the encoder says of images.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">The route of the views that they are.</param>
    public Tensor Encode(Tensor images, string route = Recipe.OwnRoute) =>
        _routes.Through(route, Encoder, () => Networks.Outputs(_recipe.Encoder.Use, Encoder, images, Features));

    /// <summary>What the encoder says of images of several views, in one pass.</summary>
    /// <param name="views">[N, C, H, W] each.</param>
    /// <param name="route">The route of all of them.</param>
    public IEnumerable<Tensor> Encode(IReadOnlyList<Tensor> views, string route) =>
        views is [var only] // cat would give it back uncopied
            ? [Encode(only, route)]
            : _routes
                .Through(
                    route,
                    Encoder,
                    () => Networks.Outputs(_recipe.Encoder.Use, Encoder, _encoder.OfOwn, cat([.. views]), Features)
                )
                .chunk(views.Count);

    /// <summary>Puts encoder and heads into a mode.</summary>
    public void Enter(Mode mode)
    {
        foreach (var module in _heads.Values.Prepend(Encoder))
            module.train(mode == Mode.Train);
    }

    /// <summary>Moves every parameter once, and forgets the gradients.</summary>
    public void Descend(IOptimizer optimizer, double rate)
    {
        using var quiet = no_grad();
        foreach (var (name, parameter) in Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            using var scope = NewDisposeScope();
            optimizer.Move(parameter, gradient, _optimizer[name], rate);
            parameter.grad = null;
        }
    }

    /// <summary>
    /// Takes over saved tensors. Names and shapes have to be the model's own, all of them.
    /// </summary>
    /// <returns>
    /// How many were taken over; ROCL0610 when names or shapes differ, and nothing was changed.
    /// </returns>
    public Result<int> Restore(IReadOnlyDictionary<string, Tensor> saved, string where)
    {
        var own = State;
        if (Mismatch.Of(own, saved) is { } mismatch)
            return new Problem("ROCL0610", where, mismatch, "Use the recipe that it was trained by.");
        using var quiet = no_grad();
        foreach (var (name, mine) in own)
            mine.copy_(saved[name]);
        return own.Count;
    }

    /// <summary>
    /// Frees all of it; what a network throws meanwhile harms nobody. <see cref="Release"/> tells
    /// it.
    /// </summary>
    public void Dispose() => Release();

    /// <summary>Frees all of it.</summary>
    /// <returns>ROCL0228 for each network that threw; the others are freed all the same.</returns>
    public ImmutableArray<Problem> Release()
    {
        foreach (var state in _optimizer.Values.SelectMany(states => states.Values))
            state.Dispose();
        ImmutableArray<Problem> faults =
        [
            .. _heads
                .Select(head => Networks.Freed(_recipe.Heads[head.Key].Use, head.Value))
                .Prepend(Networks.Freed(_recipe.Encoder.Use, Encoder))
                .OfType<Problem>(),
        ];
        _routes.Dispose();
        return faults;
    }

    // A layer with routes is lent its tensors: its handles on them do not last, the routes' do.
    private static ImmutableSortedDictionary<string, Tensor> Kept(
        IEnumerable<KeyValuePair<string, Tensor>> routes,
        IEnumerable<KeyValuePair<string, Tensor>> networks
    ) => routes.Concat(networks).DistinctBy(named => named.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static nn.Module<Tensor, Tensor> NewHead(Bound<IHead> head, int features, int classes, Device device) =>
        Networks.Ready(head.Use, () => head.At(default).Build(features, classes), built => built, device);

    private nn.Module<Tensor, Tensor> Copy(nn.Module<Tensor, Tensor> from, nn.Module<Tensor, Tensor> to)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _routes.Through(
            _recipe.Route,
            from,
            () =>
            {
                var saved = from.state_dict();
                foreach (var (name, mine) in to.state_dict())
                    mine.copy_(saved[name]);
                return from;
            }
        );
        to.eval();
        return to;
    }

    private static int FeaturesOf(ComponentUse use, nn.Module<Tensor, Tensor> encoder, ImageShape shape, Device device)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        encoder.eval();
        var images = zeros([2, shape.Channels, shape.Height, shape.Width], device: device);
        return (int)Networks.Outputs(use, encoder, images).shape[1];
    }

    private static ImmutableSortedDictionary<string, Tensor> Start(IOptimizer optimizer, Tensor parameter) =>
        optimizer
            .Start(parameter)
            .ToImmutableSortedDictionary(
                state => state.Key,
                state => state.Value.DetachFromDisposeScope(),
                StringComparer.Ordinal
            );
}
