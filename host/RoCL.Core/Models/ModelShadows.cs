using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>
/// The shadows of a model's encoder, as the recipe's precision asks for them: one for attacks in
/// eval mode, one for training and for attacks in train mode.
/// </summary>
internal sealed class ModelShadows
{
    private readonly ModelNetworks _networks;
    private readonly Precision _precision;
    private readonly CurrentShadow? _attacked;
    private readonly CurrentShadow? _trained;

    /// <summary>Shadows that have passed their trial, or none.</summary>
    /// <param name="networks">The networks that they follow.</param>
    /// <param name="precision">What is computed by shadows.</param>
    /// <param name="attacked">For attacks in eval mode.</param>
    /// <param name="trained">For training, and for attacks in train mode.</param>
    public ModelShadows(
        ModelNetworks networks,
        Precision precision,
        EncoderShadow? attacked = null,
        EncoderShadow? trained = null
    )
    {
        _networks = networks;
        _precision = precision;
        _attacked = attacked is null ? null : new(attacked);
        _trained = trained is null ? null : new(trained);
    }

    /// <summary>What makes some of it float32 after all: ROCL0313.</summary>
    public ImmutableArray<Problem> Notices { get; init; } = [];

    /// <summary>The copy that trains, as a module; none where there is none.</summary>
    public IEnumerable<nn.Module> Trained => _trained is null ? [] : [_trained.Shadow.Module];

    /// <summary>Says that the encoder's weights may be others than before: a step begins.</summary>
    public void BeginStep()
    {
        _attacked?.Forget();
        _trained?.Forget();
    }

    /// <summary>The features of images under attack, [N, F].</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="features">F.</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor EncodeAttacked(Tensor images, int features, string route)
    {
        var encoder = _networks.Encoder;
        var shadow = encoder.Module.training ? _trained : _attacked;
        using var passage = _networks.Through(route, encoder);
        if (shadow is null || _precision.Attack == NumberFormat.Binary32)
            return encoder.Outputs(images, features);
        return shadow.Following(route).Encode(images, features);
    }

    /// <summary>The features of images that the weights learn from, [N, F].</summary>
    /// <param name="images">[N, C, H, W]; the encoder may write into it.</param>
    /// <param name="features">F.</param>
    /// <param name="route">The route of the views that they are of.</param>
    public Tensor EncodeTrained(Tensor images, int features, string route)
    {
        if (_trained is null || _precision.Train == NumberFormat.Binary32)
            return _networks.EncodeOwned(images, features, route);
        using var passage = _networks.Through(route, _networks.Encoder);
        return _trained.Following(route).Encode(images, features);
    }

    /// <summary>Adds the gradients that shadows have to those of the encoder.</summary>
    public void PassGradients() => _trained?.Shadow.PassGradients();

    /// <summary>Forgets the gradients that shadows have.</summary>
    public void DropGradients() => _trained?.Shadow.DropGradients();

    /// <summary>Frees all of them.</summary>
    /// <returns>ROCL0228 for each copy that threw.</returns>
    public IEnumerable<Problem> Release() =>
        new[] { _attacked?.Shadow.Release(), _trained?.Shadow.Release() }.OfType<Problem>();

    // A shadow with what it follows at present.
    private sealed class CurrentShadow(EncoderShadow shadow)
    {
        private bool _hasWeights;
        private string? _route;

        public EncoderShadow Shadow => shadow;

        public void Forget() => _hasWeights = false;

        // The encoder takes the route already.
        public EncoderShadow Following(string route)
        {
            var isOfRoute = _route == route;
            if (!_hasWeights || (!isOfRoute && shadow.HasRouteInWeights))
                shadow.FollowWeights();
            if (!isOfRoute)
                shadow.FollowRoute();
            _hasWeights = true;
            _route = route;
            return shadow;
        }
    }
}
