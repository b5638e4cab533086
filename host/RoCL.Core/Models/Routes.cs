using RoCL.Core.Recipes;
using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// Batch-norm layers that normalise some views by parameters and running statistics of these views'
/// own.
/// </summary>
/// <remarks>
/// Around a pass, every batch-norm layer of the networks is lent the tensors of the pass's route,
/// and afterwards its own again; the networks do not notice. Reference: Xie et al. 2020,
/// arXiv:1911.09665 (auxiliary batch-norm); with contrastive learning, Jiang et al. 2020,
/// arXiv:2010.13337.
/// </remarks>
internal sealed class Routes : IDisposable
{
    private readonly ImmutableArray<(nn.Module Network, string Name, BatchNorm Layer)> _layers;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<BatchNormTensors>> _of;

    /// <summary>
    /// Routes beside <see cref="Recipe.OwnRoute"/>, each begun as a copy of what the layers have.
    /// </summary>
    /// <param name="names">Of the routes; where there are none, nothing is touched.</param>
    /// <param name="networks">
    /// Encoder and heads, each with what stands before its tensors' names.
    /// </param>
    public Routes(IEnumerable<string> names, IEnumerable<(string Prefix, nn.Module<Tensor, Tensor> Network)> networks)
    {
        var wanted = names.ToList();
        _layers =
            wanted.Count == 0
                ? []
                :
                [
                    .. from of in networks
                    from named in of.Network.named_modules()
                    where named.module is BatchNorm
                    select ((nn.Module)of.Network, $"{of.Prefix}{named.name}", (BatchNorm)named.module),
                ];
        ImmutableArray<BatchNormTensors> own = [.. _layers.Select(layer => BatchNormTensors.Of(layer.Layer))];
        _of = wanted
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
    public bool Possible => _of.Count == 1 || !_layers.IsEmpty;

    /// <summary>
    /// Every parameter of every route, the layers' own among them:
    /// <c>routes.adv.encoder.bn1.weight</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => Named(tensors => tensors.Parameters);

    /// <summary>Every running statistic of every route, the layers' own among them.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers => Named(tensors => tensors.Buffers);

    /// <summary>Makes a pass of one of the networks through a route.</summary>
    public T Through<T>(string route, nn.Module network, Func<T> pass)
    {
        if (route == Recipe.OwnRoute)
            return pass();
        Lend(route, network);
        try
        {
            return pass();
        }
        finally
        {
            Lend(Recipe.OwnRoute, network);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in Parameters.Concat(Buffers))
            tensor.Dispose();
    }

    private void Lend(string route, nn.Module network)
    {
        foreach (
            var (layer, tensors) in _layers.Zip(_of[route]).Where(pair => ReferenceEquals(pair.First.Network, network))
        )
        {
            tensors.Lend(layer.Layer);
        }
    }

    private IEnumerable<KeyValuePair<string, Tensor>> Named(
        Func<BatchNormTensors, IEnumerable<KeyValuePair<string, Tensor>>> some
    ) =>
        from route in _of
        from layer in _layers.Zip(route.Value)
        from tensor in some(layer.Second)
        select KeyValuePair.Create(
            $"{(route.Key == Recipe.OwnRoute ? "" : $"routes.{route.Key}.")}{layer.First.Name}.{tensor.Key}",
            tensor.Value
        );
}
