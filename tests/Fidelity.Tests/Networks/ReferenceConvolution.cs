using RoCL.Core.Models;
using TorchSharp.Modules;

namespace Fidelity.Tests.Networks;

/// <summary>
/// A 3x3 convolution whose gradient with respect to its input can lack taps of the kernel, as the
/// reference's did.
/// </summary>
/// <remarks>
/// The golden attacks on the network with eight channels were computed by a convolution library
/// that leaves four of the nine taps (the second to the fifth, row by row) out of the input
/// gradient of the first layer, three channels to eight; its forward pass and its weight gradient
/// are right. With those taps left out here too, every pixel of every golden attack comes out; with
/// all of them, a quarter differs. So what is compared is the attack, and not the convolution
/// library.
/// </remarks>
internal sealed class ReferenceConvolution : nn.Module<Tensor, Tensor>
{
    /// <summary>How many taps a kernel has.</summary>
    public const int Taps = 9;

    private static readonly AsyncLocal<Tensor?> KeptTaps = new();

    private readonly Parameter weight;

    public ReferenceConvolution(int inputs, int outputs)
        : base("conv")
    {
        weight = new Parameter(zeros(outputs, inputs, 3, 3));
        RegisterComponents();
    }

    public override Tensor forward(Tensor images)
    {
        if (KeptTaps.Value is not { } kept)
            return Convolved(images, weight);

        // The value of the whole kernel, the gradient of the part that is kept.
        var partial = Convolved(images, (weight * kept.view(1, 1, 3, 3)).detach());
        return Convolved(images.detach(), weight) + (partial - partial.detach());
    }

    /// <summary>Computes something while only these taps lead back to the input.</summary>
    /// <param name="kept">[9] of zeros and ones.</param>
    /// <param name="compute">What to compute.</param>
    public static T WithTaps<T>(Tensor kept, Func<T> compute)
    {
        try
        {
            KeptTaps.Value = kept;
            return compute();
        }
        finally
        {
            KeptTaps.Value = null;
        }
    }

    private static Tensor Convolved(Tensor images, Tensor kernel) =>
        nn.functional.conv2d(images, Layout.ChannelsLast(kernel), padding: [1, 1]);
}
