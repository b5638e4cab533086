using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// The convolutions of a network whose outputs go to a batch-norm layer and nowhere else: in eval
/// mode the two are one convolution.
/// </summary>
/// <remarks>
/// They are seen as the network computes, so an encoder does not have to say them.
/// </remarks>
internal static class FoldedLayers
{
    private const double Tolerance = 1e-3;

    /// <summary>
    /// Lets the convolutions of a copy do the work of its batch-norm layers, from now on: their
    /// weights have to follow by <see cref="FoldedConvolution.Follow"/>.
    /// </summary>
    /// <param name="original">The network that the copy is of.</param>
    /// <param name="copy">
    /// The copy, in eval mode; the numbers in its convolutions and batch-norm layers are lost.
    /// </param>
    /// <param name="images">A few images for it.</param>
    /// <returns>The convolutions that leave all outputs as they were.</returns>
    public static ImmutableArray<FoldedConvolution> Fold(
        nn.Module<Tensor, Tensor> original,
        nn.Module<Tensor, Tensor> copy,
        Tensor images
    )
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var ofOriginal = ModulesOf(original);
        var ofCopy = ModulesOf(copy);
        var pairs = FoldablePair.In(copy, images);
        foreach (var norm in copy.modules().OfType<BatchNorm2d>())
            Diversify(norm);
        var expected = copy.call(images);

        var folded = pairs.ToDictionary(pair => pair, pair => FoldedIn(pair, ofCopy));
        if (!Agree(copy.call(images), expected))
        {
            foreach (var pair in pairs)
                folded[pair].Undo();
            foreach (var pair in pairs)
            {
                folded[pair] = FoldedIn(pair, ofCopy);
                if (Agree(copy.call(images), expected))
                    continue;
                folded[pair].Undo();
                folded.Remove(pair);
            }
        }

        return
        [
            .. folded.Keys.Select(pair => new FoldedConvolution(
                (Conv2d)ofOriginal[pair.Convolution],
                (BatchNorm2d)ofOriginal[pair.Norm],
                (Conv2d)ofCopy[pair.Convolution]
            )),
        ];
    }

    private static bool Agree(Tensor outputs, Tensor expected) =>
        (outputs - expected).norm().item<float>() <= Tolerance * expected.norm().item<float>();

    private static Folding FoldedIn(FoldablePair pair, Dictionary<string, nn.Module> modules)
    {
        var convolution = (Conv2d)modules[pair.Convolution];
        var norm = (BatchNorm2d)modules[pair.Norm];
        var weight = convolution.weight!.clone();
        var bias = convolution.bias?.clone();
        convolution.bias ??= new Parameter(zeros_like(norm.running_mean!), requires_grad: false);
        new FoldedConvolution(convolution, norm, convolution).Follow();
        var passOn = PassOn(norm);
        return new(() =>
        {
            passOn();
            convolution.weight.copy_(weight);
            if (bias is null)
                convolution.bias = null;
            else
                convolution.bias.copy_(bias);
        });
    }

    // A new layer is nearly the identity, and would hide that something else reads its input.
    private static void Diversify(BatchNorm2d norm)
    {
        if (norm.running_mean is not { } mean || norm.running_var is not { } variance)
            return;
        var wave = arange(mean.shape[0], dtype: ScalarType.Float32, device: mean.device).sin();
        mean.copy_(wave / 4);
        variance.copy_(1 + wave / 2);
        norm.weight?.copy_(1 - wave / 3);
        norm.bias?.copy_(wave / 5);
    }

    // Lets a layer pass on its input. TorchSharp's modules always run, so the layer is given one
    // value of each channel to work on.
    private static Action PassOn(BatchNorm2d norm)
    {
        var little = zeros_like(norm.running_mean!).view(1, -1, 1, 1).DetachFromDisposeScope();
        Tensor? input = null;
        var before = norm.register_forward_pre_hook(
            (_, given) =>
            {
                input = given;
                return little;
            }
        );
        var after = norm.register_forward_hook(
            (_, _, output) =>
            {
                output.Dispose();
                // Another handle on the same numbers: the caller may dispose of its own.
                return input!.to_type(input.dtype);
            }
        );
        return () =>
        {
            before.remove();
            after.remove();
        };
    }

    private static Dictionary<string, nn.Module> ModulesOf(nn.Module network) =>
        network.named_modules().ToDictionary(named => named.name, named => named.module);

    // A pair that is folded, and how its layers become what they were.
    private sealed record Folding(Action Undo);
}
