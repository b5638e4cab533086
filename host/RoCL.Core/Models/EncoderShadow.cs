using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// An encoder's copy in bfloat16, which computes in its place: weights follow the encoder's,
/// batch-norm keeps to float32, images and features stay float32.
/// </summary>
/// <remarks>
/// Products of bfloat16 numbers are summed in float32. Batch-norm layers share the encoder's
/// parameters and running statistics. References: Kalamkar et al. 2019, arXiv:1905.12322 (training
/// in bfloat16); Micikevicius et al. 2018, arXiv:1710.03740 (master weights in float32).
/// </remarks>
internal sealed class EncoderShadow
{
    private readonly GuardedNetwork _copy;
    private readonly ImmutableArray<FoldedConvolution> _folded;
    private readonly ShadowWeights _weights;
    private readonly ImmutableArray<NormPair> _norms;
    private readonly ImmutableArray<ModulePair> _modules;

    private EncoderShadow(GuardedNetwork encoder, GuardedNetwork copy, ImmutableArray<FoldedConvolution> folded)
    {
        _copy = copy;
        _folded = folded;
        _modules =
        [
            .. encoder
                .Module.modules()
                .Zip(copy.Module.modules(), (original, shadow) => new ModulePair(original, shadow)),
        ];
        _norms =
        [
            .. _modules
                .Where(pair => pair.Original is BatchNorm norm && !folded.Any(one => ReferenceEquals(one.Norm, norm)))
                .Select(pair => new NormPair((BatchNorm)pair.Original, (BatchNorm)pair.Shadow)),
        ];
        _weights = ShadowWeights.Of(encoder, copy, folded.SelectMany(one => one.Tensors));
    }

    /// <summary>
    /// A shadow that trains: its weights have gradients where the encoder's have, and its modes are
    /// the encoder's.
    /// </summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="copy">Another one, built alike, which is taken over.</param>
    public static EncoderShadow ForTraining(GuardedNetwork encoder, GuardedNetwork copy)
    {
        ((Normalized)copy.Module).ToBFloat16();
        return new(encoder, copy, []);
    }

    /// <summary>
    /// A shadow for attacks in eval mode: its weights have no gradients, and batch-norm is part of
    /// the convolutions.
    /// </summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="copy">Another one, built alike, which is taken over.</param>
    /// <param name="images">A few images for it.</param>
    public static EncoderShadow ForAttacks(GuardedNetwork encoder, GuardedNetwork copy, Tensor images)
    {
        copy.Module.eval();
        foreach (var parameter in copy.Module.parameters())
            parameter.requires_grad = false;
        var folded = FoldedLayers.Fold(encoder.Module, copy.Module, images);
        ((Normalized)copy.Module).ToBFloat16();
        return new(encoder, copy, folded) { IsAlwaysEval = true };
    }

    /// <summary>The copy.</summary>
    public nn.Module Module => _copy.Module;

    private bool IsAlwaysEval { get; init; }

    /// <summary>
    /// Whether the weights depend on the route, by batch-norm that is part of them.
    /// </summary>
    public bool HasRouteInWeights => !_folded.IsEmpty;

    /// <summary>
    /// Takes over the encoder's weights as they are now; of batch-norm those of the route that the
    /// encoder takes now.
    /// </summary>
    public void FollowWeights()
    {
        using var quiet = no_grad();
        _weights.Follow();
        foreach (var convolution in _folded)
            convolution.Follow();
    }

    /// <summary>
    /// Lets the other batch-norm layers normalise by the tensors that the encoder's have now.
    /// </summary>
    public void FollowRoute()
    {
        foreach (var norm in _norms)
            BatchNormTensors.Share(norm.Original, norm.Shadow);
    }

    /// <summary>The features of images, float32 [N, F], computed in bfloat16.</summary>
    /// <param name="images">float32 [N, C, H, W].</param>
    /// <param name="features">F.</param>
    public Tensor Encode(Tensor images, int features)
    {
        if (!IsAlwaysEval)
            FollowModes();
        return _copy.Outputs(images, features);
    }

    /// <summary>
    /// Adds the gradients of its weights to those of the encoder's, in float32, and forgets them.
    /// </summary>
    public void PassGradients() => _weights.PassGradients();

    /// <summary>Forgets the gradients of its weights.</summary>
    public void DropGradients() => _weights.DropGradients();

    /// <summary>Frees the copy.</summary>
    /// <returns>ROCL0228: it threw.</returns>
    public Problem? Release() => _copy.Release();

    // Parents come before their children, so a parent's mode does not overwrite a child's own.
    private void FollowModes()
    {
        foreach (var (original, shadow) in _modules)
        {
            if (shadow.training != original.training)
                shadow.train(original.training);
        }
        _weights.FollowFrozen();
    }

    private sealed record NormPair(BatchNorm Original, BatchNorm Shadow);

    private sealed record ModulePair(nn.Module Original, nn.Module Shadow);
}
