using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>The networks of a model, and the routes that views take through them.</summary>
/// <param name="encoder">The encoder, its normalisation in front of it.</param>
/// <param name="heads">The heads, by name.</param>
/// <param name="sources">What heads read, and which are frozen, as the recipe says.</param>
/// <param name="routes">The batch-norm of each route.</param>
internal sealed class ModelNetworks(
    GuardedNetwork encoder,
    ImmutableSortedDictionary<string, GuardedNetwork> heads,
    IReadOnlyDictionary<string, HeadSource> sources,
    Routes routes
)
{
    private readonly Normalized _normalized = (Normalized)encoder.Module;
    private ImmutableArray<nn.Module> _inEval = [];

    /// <summary>The encoder.</summary>
    public GuardedNetwork Encoder => encoder;

    /// <summary>The heads, by name.</summary>
    public ImmutableSortedDictionary<string, GuardedNetwork> Heads => heads;

    /// <summary>The encoder and the heads, as modules.</summary>
    public IEnumerable<nn.Module> Modules => All.Select(network => network.Module);

    /// <summary>The parameters of all networks and routes, by name.</summary>
    public ImmutableSortedDictionary<string, Tensor> Parameters =>
        Merged(routes.Parameters, All.SelectMany(network => network.Parameters));

    /// <summary>The running statistics of all networks and routes, by name.</summary>
    public ImmutableSortedDictionary<string, Tensor> Buffers =>
        Merged(routes.Buffers, All.SelectMany(network => network.Buffers));

    private IEnumerable<GuardedNetwork> All => heads.Values.Prepend(encoder);

    /// <summary>The features of images, [N, F].</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="features">F.</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor Encode(Tensor images, int features, string route)
    {
        using var passage = Through(route, encoder);
        return encoder.Outputs(images, features);
    }

    /// <summary>
    /// The features of images that nobody else looks at, as <see cref="Encode"/>.
    /// </summary>
    /// <param name="images">[N, C, H, W]; the encoder may write into it.</param>
    /// <param name="features">F.</param>
    /// <param name="route">The route of the views that they are of.</param>
    public Tensor EncodeOwned(Tensor images, int features, string route)
    {
        using var passage = Through(route, encoder);
        return encoder.Outputs(images, features, _normalized.ForwardOwned);
    }

    /// <summary>
    /// A head's outputs of features, [N, D]; <see cref="Recipe.NoHead"/> gives the features.
    /// </summary>
    /// <param name="head">The head's name.</param>
    /// <param name="features">[N, F].</param>
    /// <param name="route">The route of the views that they are features of.</param>
    public Tensor Head(string head, Tensor features, string route)
    {
        if (head == Recipe.NoHead)
            return features;
        // Several heads may read the same features.
        var before = HeadSources.Of(sources, head).On;
        var input = before is null ? features.clone() : Head(before, features, route);
        var network = heads[head];
        using var passage = Through(route, network);
        return network.Outputs(input);
    }

    /// <summary>Gives a network the batch-norm of a route, until the passage is closed.</summary>
    /// <param name="route">The route.</param>
    /// <param name="network">The encoder, or a head.</param>
    public Routes.Passage Through(string route, GuardedNetwork network) => routes.Through(route, network.Module);

    /// <summary>Keeps the layers of groups of parameters in eval mode from now on.</summary>
    /// <param name="groups">The recipe's groups.</param>
    public void KeepInEval(IReadOnlyList<ParameterGroup> groups) =>
        _inEval = EvalModules.Of(groups, All, Parameters.Keys);

    /// <summary>
    /// Puts all of them into a mode; frozen heads and <see cref="KeepInEval"/>'s layers stay in
    /// eval mode.
    /// </summary>
    /// <param name="mode">The mode.</param>
    public void Enter(Mode mode)
    {
        encoder.Module.train(mode == Mode.Train);
        foreach (var (name, head) in heads)
            head.Module.train(mode == Mode.Train && HeadSources.Of(sources, name).Frozen is null);
        foreach (var module in _inEval)
            module.eval();
    }

    /// <summary>
    /// Fills a new network by the tensors of one of these, and puts it into eval mode.
    /// </summary>
    /// <param name="copy">The new network, built as <paramref name="original"/> was.</param>
    /// <param name="original">The network.</param>
    /// <param name="route">The route of the batch-norm that the copy gets.</param>
    /// <returns>The copy.</returns>
    public nn.Module<Tensor, Tensor> CopyInto(GuardedNetwork copy, nn.Module<Tensor, Tensor> original, string route)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var passage = routes.Through(route, original);
        var saved = original.state_dict();
        foreach (var (name, mine) in copy.Module.state_dict())
            mine.copy_(saved[name]);
        copy.Module.eval();
        return copy.Module;
    }

    /// <summary>Frees all of them.</summary>
    /// <returns>ROCL0228 for each network that threw; the others are freed all the same.</returns>
    public ImmutableArray<Problem> Release()
    {
        var faults = new List<Problem>();
        foreach (var network in All)
        {
            var fault = network.Release();
            if (fault is not null)
                faults.Add(fault);
        }
        routes.Dispose();
        return [.. faults];
    }

    // A layer with routes shares its tensors: its own handles on them do not last, the routes' do.
    private static ImmutableSortedDictionary<string, Tensor> Merged(
        IEnumerable<KeyValuePair<string, Tensor>> ofRoutes,
        IEnumerable<KeyValuePair<string, Tensor>> ofNetworks
    ) => ofRoutes.Concat(ofNetworks).DistinctBy(named => named.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
