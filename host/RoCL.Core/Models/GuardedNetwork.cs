using RoCL.Core.Components;
using RoCL.Core.Guards;
using TorchSharp;

namespace RoCL.Core.Models;

/// <summary>
/// The network of an encoder or a head, behind its guard: on its device, its convolutions' weights
/// laid channels-last.
/// </summary>
internal sealed class GuardedNetwork
{
    private GuardedNetwork(ComponentUse use, string prefix, nn.Module<Tensor, Tensor> module)
    {
        Use = use;
        Prefix = prefix;
        Module = module;
    }

    /// <summary>The encoder or head, as the recipe names it.</summary>
    public ComponentUse Use { get; }

    /// <summary>What comes before its tensors' names: nothing, or <c>heads.NAME.</c></summary>
    public string Prefix { get; }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Takes over a network that a component has built.</summary>
    /// <param name="use">The component.</param>
    /// <param name="prefix">What comes before its tensors' names.</param>
    /// <param name="module">The network, or the network behind its normalisation.</param>
    /// <param name="device">Where it is to be.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0314 two layers of one name.
    /// </exception>
    public static GuardedNetwork On(
        ComponentUse use,
        string prefix,
        Func<nn.Module<Tensor, Tensor>> module,
        Device device
    )
    {
        var network = new GuardedNetwork(use, prefix, Guard.Call(use, () => ChannelsLast(module(), device)));
        if (SharedNames.In(network.Parameters.Concat(network.Buffers)) is { } shared)
            throw Attribution.Fault(use, "ROCL0314", shared);
        return network;
    }

    /// <summary>The network's outputs, [N, F].</summary>
    /// <param name="input">N rows. The network may write into it.</param>
    /// <param name="features">F, where it is known.</param>
    /// <param name="forward">
    /// One of several ways through the network; its own forward pass where there is none.
    /// </param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedOutputs.OfNetwork"/>; ROCL0311 no
    /// gradient reaches the outputs, where weights or input wait for one.
    /// </exception>
    public Tensor Outputs(Tensor input, long? features = null, Func<Tensor, Tensor>? forward = null)
    {
        Tensor outputs;
        using (var call = ComponentCall.Begin(Use))
        {
            try
            {
                outputs = forward is null ? Module.call(input) : forward(input);
                ReturnedTensors.RequireLive(Use, outputs);
            }
            catch (Exception thrown) when (call.IsFault(thrown))
            {
                throw call.Fault(thrown);
            }
        }

        ReturnedOutputs.OfNetwork(Use, outputs, input, features);
        if (!outputs.requires_grad && is_grad_enabled() && WaitsForGradient(input))
            throw CutOff(Use);
        return outputs;
    }

    /// <summary>ROCL0311: no gradient passes through a network.</summary>
    /// <param name="use">The encoder or head.</param>
    public static ProblemException CutOff(ComponentUse use) =>
        Attribution.Fault(
            use,
            "ROCL0311",
            "The network cut off its gradient: none of its outputs leads back to its weights or its input."
        );

    /// <summary>The parameters, by name.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => NetworkTensors.Parameters(Prefix, Module);

    /// <summary>The buffers, such as running statistics, by name.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers => NetworkTensors.Buffers(Prefix, Module);

    /// <summary>Frees the network. ROCL0228: it threw.</summary>
    public Problem? Release()
    {
        try
        {
            Module.Dispose();
            return null;
        }
        catch (Exception fault)
        {
            var message = Attribution.FirstLine(fault.Message);
            return new(
                "ROCL0228",
                Use.Place,
                $"The network threw {fault.GetType().Name} while it was disposed of: {message}.",
                "Nothing is lost; the plugin has to be repaired."
            );
        }
    }

    private bool WaitsForGradient(Tensor input) =>
        input.requires_grad || Module.parameters().Any(weight => weight.requires_grad);

    private static nn.Module<Tensor, Tensor> ChannelsLast(nn.Module<Tensor, Tensor> module, Device device)
    {
        using var quiet = no_grad();
        module.to(device);
        foreach (var weight in module.parameters().Where(parameter => parameter.dim() == 4))
            weight.set_(Layout.ChannelsLast(weight.detach()));
        return module;
    }
}
