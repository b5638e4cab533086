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
    /// The copy, in eval mode; the numbers in its batch-norm layers are lost.
    /// </param>
    /// <param name="images">A few images for it.</param>
    /// <returns>The convolutions; none where outputs would be others.</returns>
    public static ImmutableArray<FoldedConvolution> Fold(
        nn.Module<Tensor, Tensor> original,
        nn.Module<Tensor, Tensor> copy,
        Tensor images
    )
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var pairs = PairsIn(copy, images);
        foreach (var norm in copy.modules().OfType<BatchNorm2d>())
            Diversify(norm);
        var expected = copy.call(images);

        var ofCopy = ModulesOf(copy);
        var removals = new List<Action>();
        foreach (var pair in pairs)
        {
            var convolution = (Conv2d)ofCopy[pair.Convolution];
            var norm = (BatchNorm2d)ofCopy[pair.Norm];
            convolution.bias ??= new Parameter(zeros(convolution.weight!.shape[0]), requires_grad: false);
            new FoldedConvolution(convolution, norm, convolution).Follow();
            removals.Add(PassOn(norm));
        }

        if ((copy.call(images) - expected).norm().item<float>() <= Tolerance * expected.norm().item<float>())
        {
            var ofOriginal = ModulesOf(original);
            return
            [
                .. pairs.Select(pair => new FoldedConvolution(
                    (Conv2d)ofOriginal[pair.Convolution],
                    (BatchNorm2d)ofOriginal[pair.Norm],
                    (Conv2d)ofCopy[pair.Convolution]
                )),
            ];
        }

        foreach (var remove in removals)
            remove();
        return [];
    }

    // Layers that run once in a pass, and norms that get the very tensor that a convolution gave.
    private static List<Pair> PairsIn(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var outputs = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        var runs = new List<string>();
        var pairs = new List<Pair>();
        var removals = new List<Action>();
        foreach (var (name, module) in network.named_modules())
        {
            if (module is Conv2d convolution)
                removals.Add(convolution.register_forward_hook((_, _, output) => Ran(output)).remove);
            if (module is BatchNorm2d { running_mean: not null, running_var: not null } norm)
                removals.Add(norm.register_forward_pre_hook((_, input) => Runs(input)).remove);

            Tensor Ran(Tensor output)
            {
                runs.Add(name);
                outputs[output] = name;
                return output;
            }

            Tensor Runs(Tensor input)
            {
                runs.Add(name);
                if (outputs.TryGetValue(input, out var before))
                    pairs.Add(new(before, name));
                return input;
            }
        }

        network.call(images);
        foreach (var remove in removals)
            remove();
        return [.. pairs.Where(pair => IsSingle(pair.Convolution) && IsSingle(pair.Norm))];

        bool IsSingle(string name) => runs.Count(run => run == name) == 1;
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

    private sealed record Pair(string Convolution, string Norm);
}
