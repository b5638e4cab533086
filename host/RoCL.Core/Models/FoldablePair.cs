using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// A convolution and a batch-norm layer that gets the very tensor that the convolution returned.
/// </summary>
/// <param name="Convolution">The convolution's name in its network.</param>
/// <param name="Norm">The layer's name in its network.</param>
internal sealed record FoldablePair(string Convolution, string Norm)
{
    /// <summary>
    /// The pairs of a network, seen as it computes; none of a layer that runs more than once.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="images">A few images for it.</param>
    public static List<FoldablePair> In(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var outputs = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        var runs = new List<string>();
        var pairs = new List<FoldablePair>();
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
}
