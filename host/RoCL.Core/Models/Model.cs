using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>
/// What training changes: an encoder, its heads, and the optimizer's state, each tensor under the
/// name that it is saved by.
/// </summary>
public sealed class Model : IDisposable
{
    private readonly Bindings _bindings;
    private readonly GuardedNetwork _encoder;
    private readonly Normalized _normalized;
    private readonly ImmutableSortedDictionary<string, GuardedNetwork> _heads;
    private readonly Routes _routes;

    internal Model(
        Bindings bindings,
        ModelShape shape,
        GuardedNetwork encoder,
        ImmutableSortedDictionary<string, GuardedNetwork> heads,
        Routes routes,
        Device device
    )
    {
        _bindings = bindings;
        _encoder = encoder;
        _normalized = (Normalized)encoder.Module;
        _heads = heads;
        _routes = routes;
        Features = shape.Features;
        Shape = shape.Images;
        Classes = shape.Classes;
        Device = device;
        Parameters = Merged(routes.Parameters, Networks.SelectMany(network => network.Parameters));
        Optimizer = new(bindings.Optimizer, Parameters);
    }

    /// <summary>
    /// A new model; its weights come from libtorch's own generator, which the caller seeds.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where the weights are to be.</param>
    /// <exception cref="ProblemException">As <see cref="ModelBuilder.Build"/>.</exception>
    public static Model Build(Plan plan, Device device) =>
        ModelBuilder.Build(plan.Bindings, plan.Shape, plan.Classes, device);

    /// <summary>
    /// Images [N, C, H, W] in [0, 1] to features [N, F]; its first layer normalises.
    /// </summary>
    public nn.Module<Tensor, Tensor> Encoder => _encoder.Module;

    /// <summary>F, the number of features.</summary>
    public int Features { get; }

    /// <summary>The shape of the images that it is built for.</summary>
    public ImageShape Shape { get; }

    /// <summary>The number of classes that it is built for; 0 without labels.</summary>
    public int Classes { get; }

    /// <summary>The names of its heads, without <see cref="Recipe.NoHead"/>.</summary>
    public IEnumerable<string> Heads => _heads.Keys;

    /// <summary>The route that evaluations and other runs take.</summary>
    public string Route => _bindings.Recipe.Route;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>
    /// The parameters, which gradients move, by name: <c>encoder.conv1.weight</c>,
    /// <c>heads.projector.linear_1.bias</c>.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> Parameters { get; }

    /// <summary>Running statistics, by name; they move in training mode.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers =>
        Merged(_routes.Buffers, Networks.SelectMany(network => network.Buffers));

    /// <summary>
    /// Parameters, running statistics and the optimizer's state: all that a checkpoint holds. The
    /// tensors are the model's own.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> State =>
        Parameters.Concat(Buffers).Concat(Optimizer.Tensors).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The optimizer and its state.</summary>
    internal OptimizerState Optimizer { get; }

    private IEnumerable<GuardedNetwork> Networks => _heads.Values.Prepend(_encoder);

    /// <summary>The features of images, [N, F].</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor Encode(Tensor images, string route = Recipe.OwnRoute)
    {
        using var passage = _routes.Through(route, Encoder);
        return _encoder.Outputs(images, Features);
    }

    /// <summary>The features of images of several views, in one pass.</summary>
    /// <param name="views">[N, C, H, W] each.</param>
    /// <param name="route">The route of all of them.</param>
    public IReadOnlyList<Tensor> Encode(IReadOnlyList<Tensor> views, string route)
    {
        // A single view would come out of cat as it is, and the encoder may write into its input.
        if (views is [var only])
            return [Encode(only, route)];
        using var passage = _routes.Through(route, Encoder);
        return _encoder.Outputs(_normalized.ForwardOwned, cat([.. views]), Features).chunk(views.Count);
    }

    /// <summary>
    /// A head's outputs of features, [N, D]; <see cref="Recipe.NoHead"/> gives the features.
    /// </summary>
    /// <param name="head">The head's name.</param>
    /// <param name="features">[N, F].</param>
    /// <param name="route">The route of the views that they are features of.</param>
    public Tensor Head(string head, Tensor features, string route = Recipe.OwnRoute)
    {
        if (head == Recipe.NoHead)
            return features;
        var network = _heads[head];
        using var passage = _routes.Through(route, network.Module);
        // Several heads may read the same features.
        return network.Outputs(features.clone());
    }

    /// <summary>Puts encoder and heads into a mode.</summary>
    /// <param name="mode">The mode.</param>
    public void Enter(Mode mode)
    {
        foreach (var network in Networks)
            network.Module.train(mode == Mode.Train);
    }

    /// <summary>
    /// The name of the first tensor of the state that is not finite; <see langword="null"/> where
    /// all are.
    /// </summary>
    public string? FindNotFinite()
    {
        using var quiet = no_grad();
        return State.FirstOrDefault(named => !FiniteNumbers.All(named.Value)).Key;
    }

    /// <summary>
    /// Takes over saved tensors. Names and shapes have to be the model's own, all of them.
    /// </summary>
    /// <param name="saved">The tensors, by name.</param>
    /// <param name="where">Where they come from, as messages name it.</param>
    /// <returns>
    /// The number of tensors; ROCL0610 when names or shapes differ, and nothing was changed.
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
    /// A copy of the encoder in eval mode, with the batch-norm of the recipe's route; the caller's
    /// own.
    /// </summary>
    public nn.Module<Tensor, Tensor> CopyOfEncoder() =>
        Copied(Encoder, ModelBuilder.Encoder(_bindings, Shape, Device).Module);

    /// <summary>As <see cref="CopyOfEncoder"/>, of a head.</summary>
    /// <param name="head">The head's name.</param>
    public nn.Module<Tensor, Tensor> CopyOfHead(string head) =>
        Copied(_heads[head].Module, ModelBuilder.Head(_bindings, head, Features, Classes, Device).Module);

    /// <summary>
    /// Frees all of it; what a network throws meanwhile harms nobody. <see cref="Release"/> says
    /// it.
    /// </summary>
    public void Dispose() => Release();

    /// <summary>Frees all of it.</summary>
    /// <returns>ROCL0228 for each network that threw; the others are freed all the same.</returns>
    public ImmutableArray<Problem> Release()
    {
        Optimizer.Dispose();
        var faults = new List<Problem>();
        foreach (var network in Networks)
        {
            var fault = network.Release();
            if (fault is not null)
                faults.Add(fault);
        }
        _routes.Dispose();
        return [.. faults];
    }

    // A layer with routes shares its tensors: its own handles on them do not last, the routes' do.
    private static ImmutableSortedDictionary<string, Tensor> Merged(
        IEnumerable<KeyValuePair<string, Tensor>> ofRoutes,
        IEnumerable<KeyValuePair<string, Tensor>> ofNetworks
    ) => ofRoutes.Concat(ofNetworks).DistinctBy(named => named.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private nn.Module<Tensor, Tensor> Copied(nn.Module<Tensor, Tensor> from, nn.Module<Tensor, Tensor> to)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var passage = _routes.Through(Route, from);
        var saved = from.state_dict();
        foreach (var (name, mine) in to.state_dict())
            mine.copy_(saved[name]);
        to.eval();
        return to;
    }
}
