using TorchSharp;

namespace RoCL.Core;

/// <summary>Encoders and heads as a model keeps them: on its device, channels-last, their tensors by name.</summary>
internal static class Networks
{
    /// <summary>The network itself, moved to a device, convolutions' weights laid channels-last.</summary>
    public static nn.Module<Tensor, Tensor> Ready(nn.Module<Tensor, Tensor> module, Device device)
    {
        using var quiet = no_grad();
        module.to(device);
        foreach (var weight in module.parameters().Where(parameter => parameter.dim() == 4))
            weight.set_(Layout.ChannelsLast(weight.detach()));
        return module;
    }

    /// <summary>What a component's network says of an input; a fault of it is the component's.</summary>
    public static Tensor Outputs(ComponentUse use, nn.Module<Tensor, Tensor> module, Tensor input) =>
        Guard.Outputs(use, Guard.Call(use, () => module.call(input)), input.shape[0]);

    /// <summary>What gradients move, by name behind a prefix.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> ParametersOf(string prefix, nn.Module<Tensor, Tensor> module) =>
        module.named_parameters().Select(named => KeyValuePair.Create($"{prefix}{named.name}", (Tensor)named.parameter));

    /// <summary>What a network keeps besides, such as running statistics, by name behind a prefix.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> BuffersOf(string prefix, nn.Module<Tensor, Tensor> module) =>
        module.named_buffers().Select(named => KeyValuePair.Create($"{prefix}{named.name}", named.buffer));
}
