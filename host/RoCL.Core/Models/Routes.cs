using RoCL.Core.Recipes;
using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// Batch-norm layers that normalise some views by parameters and running statistics of these views'
/// own.
/// </summary>
/// <remarks>
/// Around a pass, every batch-norm layer of the network gets the tensors of the pass's route, and
/// afterwards its own again; the network does not notice. Reference: Xie et al. 2020,
/// arXiv:1911.09665 (auxiliary batch-norm); with contrastive learning, Jiang et al. 2020,
/// arXiv:2010.13337.
/// </remarks>
internal sealed class Routes : IDisposable
{
    /// <summary>What the names of a route's tensors begin with.</summary>
    public const string Beginning = "routes.";

    private readonly ImmutableArray<RoutedLayer> _layers;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<BatchNormTensors>> _tensorsOf;

    /// <summary>
    /// Routes beside <see cref="Recipe.OwnRoute"/>, each begun as a copy of what the layers have.
    /// </summary>
    /// <param name="names">The routes' names; where there are none, nothing is touched.</param>
    /// <param name="networks">Encoder and heads.</param>
    public Routes(IEnumerable<string> names, IEnumerable<GuardedNetwork> networks)
    {
        var routes = names.ToList();
        _layers = routes.Count == 0 ? [] : [.. networks.SelectMany(LayersOf)];
        ImmutableArray<BatchNormTensors> own = [.. _layers.Select(layer => BatchNormTensors.Of(layer.Layer))];
        _tensorsOf = routes
            .ToImmutableSortedDictionary(
                name => name,
                ImmutableArray<BatchNormTensors> (_) => [.. own.Select(tensors => tensors.Copied())],
                StringComparer.Ordinal
            )
            .Add(Recipe.OwnRoute, own);
    }

    /// <summary>
    /// Whether there is a batch-norm layer; <see langword="true"/> where no route asks for one.
    /// </summary>
    public bool HaveLayers => _tensorsOf.Count == 1 || !_layers.IsEmpty;

    /// <summary>
    /// Every parameter of every route, the layers' own among them:
    /// <c>routes.adv.encoder.bn1.weight</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => Named(tensors => tensors.Parameters);

    /// <summary>Every running statistic of every route, the layers' own among them.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers => Named(tensors => tensors.Buffers);

    /// <summary>
    /// Lets a network's layers normalise by a route, until what it returns is disposed of.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="network">One of the networks.</param>
    public Passage Through(string route, nn.Module network)
    {
        if (route == Recipe.OwnRoute)
            return default;
        Switch(route, network);
        return new(this, network);
    }

    /// <summary>
    /// The name of a tensor in a network of its own, <c>encoder.bn1.weight</c>, whatever route it
    /// is of.
    /// </summary>
    /// <param name="tensor">Its name, such as <c>routes.adv.encoder.bn1.weight</c>.</param>
    public static string WithoutRoute(string tensor) =>
        tensor.StartsWith(Beginning, StringComparison.Ordinal) ? string.Join('.', tensor.Split('.').Skip(2)) : tensor;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in Parameters.Concat(Buffers))
            tensor.Dispose();
    }

    private static IEnumerable<RoutedLayer> LayersOf(GuardedNetwork network) =>
        from named in network.Module.named_modules()
        where named.module is BatchNorm
        select new RoutedLayer(network.Module, $"{network.Prefix}{named.name}", (BatchNorm)named.module);

    private void Switch(string route, nn.Module network)
    {
        foreach (var (layer, tensors) in _layers.Zip(_tensorsOf[route]))
        {
            if (ReferenceEquals(layer.Network, network))
                tensors.Share(layer.Layer);
        }
    }

    private IEnumerable<KeyValuePair<string, Tensor>> Named(
        Func<BatchNormTensors, IEnumerable<KeyValuePair<string, Tensor>>> some
    ) =>
        from route in _tensorsOf
        from layer in _layers.Zip(route.Value)
        from tensor in some(layer.Second)
        select KeyValuePair.Create($"{Prefix(route.Key)}{layer.First.Name}.{tensor.Key}", tensor.Value);

    private static string Prefix(string route) => route == Recipe.OwnRoute ? "" : $"{Beginning}{route}.";

    /// <summary>A pass through a route, until it is disposed of.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="network">The network whose layers were switched.</param>
    public readonly struct Passage(Routes? routes, nn.Module network) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => routes?.Switch(Recipe.OwnRoute, network);
    }

    private sealed record RoutedLayer(nn.Module Network, string Name, BatchNorm Layer);
}
