using RoCL.Core.Components;
using RoCL.Core.Guards;
using TorchSharp;

namespace RoCL.Core.Models;

/// <summary>
/// Encoders and heads as a model keeps them: on its device, channels-last, their tensors by name.
/// </summary>
internal static class Networks
{
    /// <summary>
    /// A component's new network behind what stands before it, on a device, convolutions' weights
    /// laid channels-last.
    /// </summary>
    public static T Ready<T>(
        ComponentUse use,
        Func<nn.Module<Tensor, Tensor>> build,
        Func<nn.Module<Tensor, Tensor>, T> behind,
        Device device
    )
        where T : nn.Module<Tensor, Tensor>
    {
        var built = Guard.Call(use, build);
        return Guard.Call(use, () => Laid(behind(built), device));
    }

    private static T Laid<T>(T module, Device device)
        where T : nn.Module<Tensor, Tensor>
    {
        using var quiet = no_grad();
        module.to(device);
        foreach (var weight in module.parameters().Where(parameter => parameter.dim() == 4))
            weight.set_(Layout.ChannelsLast(weight.detach()));
        return module;
    }

    /// <summary>
    /// What a component's network says of an input; a fault of it is the component's.
    /// </summary>
    /// <param name="use">The component.</param>
    /// <param name="module">The network that it built.</param>
    /// <param name="input">N rows. The network may write into it.</param>
    /// <param name="features">F of the outputs [N, F], where it is known.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Outputs"/>; ROCL0311 outputs that no gradient reaches, where weights or
    /// input wait for one.
    /// </exception>
    public static Tensor Outputs(
        ComponentUse use,
        nn.Module<Tensor, Tensor> module,
        Tensor input,
        long? features = null
    ) => Outputs(use, module, module.call, input, features);

    /// <summary>
    /// As <see cref="Outputs(ComponentUse, nn.Module{Tensor, Tensor}, Tensor, long?)"/>, by one of
    /// several ways through it.
    /// </summary>
    public static Tensor Outputs(
        ComponentUse use,
        nn.Module<Tensor, Tensor> module,
        Func<Tensor, Tensor> way,
        Tensor input,
        long? features
    )
    {
        var outputs = Guard.Outputs(use, Guard.Call(use, () => way(input)), input, features);
        return
            outputs.requires_grad
            || !is_grad_enabled()
            || !(input.requires_grad || module.parameters().Any(weight => weight.requires_grad))
            ? outputs
            : throw CutOff(use);
    }

    /// <summary>ROCL0311: a network that no gradient passes through.</summary>
    public static ProblemException CutOff(ComponentUse use) =>
        Blame.Fault(
            use,
            "ROCL0311",
            "cut off its gradient: nothing that comes of its outputs reaches its weights and its input."
        );

    /// <summary>Frees a component's network. ROCL0228: it threw.</summary>
    public static Problem? Freed(ComponentUse use, nn.Module<Tensor, Tensor> network)
    {
        try
        {
            network.Dispose();
            return null;
        }
        catch (Exception fault)
        {
            return new(
                "ROCL0228",
                use.Place,
                $"threw {fault.GetType().Name} while its network was disposed of: {Blame.FirstLine(fault.Message)}.",
                "Nothing is lost; the plugin has to be mended."
            );
        }
    }

    /// <summary>What gradients move, by name behind a prefix.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> ParametersOf(
        string prefix,
        nn.Module<Tensor, Tensor> module
    ) =>
        module
            .named_parameters()
            .Select(named => KeyValuePair.Create($"{prefix}{named.name}", (Tensor)named.parameter));

    /// <summary>
    /// What a network keeps besides, such as running statistics, by name behind a prefix.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> BuffersOf(
        string prefix,
        nn.Module<Tensor, Tensor> module
    ) => module.named_buffers().Select(named => KeyValuePair.Create($"{prefix}{named.name}", named.buffer));
}
