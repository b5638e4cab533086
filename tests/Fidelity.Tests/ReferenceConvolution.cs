using RoCL.Core.Models;
using TorchSharp.Modules;

namespace Fidelity.Tests;

/// <summary>
/// A 3x3 convolution whose gradient with respect to its input can lack taps of the kernel, as the
/// reference's did.
/// </summary>
/// <remarks>
/// The golden attacks on the network with eight channels were computed by a convolution library
/// whose input gradient of the first layer, three channels to eight, leaves out four of the nine
/// taps (the second to the fifth, row by row); its forward pass and its weight gradient are right.
/// With those taps left out here too, every pixel of every golden attack comes out; with all of
/// them, a quarter differs. So what is compared is the attack, and not the library behind it.
/// </remarks>
internal sealed class ReferenceConvolution : nn.Module<Tensor, Tensor>
{
    /// <summary>How many taps a kernel has.</summary>
    public const int Taps = 9;

    private readonly Parameter weight;

    public ReferenceConvolution(int from, int to)
        : base("conv")
    {
        weight = new Parameter(zeros(to, from, 3, 3));
        RegisterComponents();
    }

    /// <summary>
    /// Which taps lead back to the input, [9] of zeros and ones; <see langword="null"/> for all, as
    /// it should be.
    /// </summary>
    public static Tensor? Kept { get; set; }

    public override Tensor forward(Tensor images)
    {
        Tensor Convolved(Tensor x, Tensor kernel) =>
            nn.functional.conv2d(x, Layout.ChannelsLast(kernel), padding: [1, 1]);
        if (Kept is not { } kept)
            return Convolved(images, weight);
        var back = Convolved(images, (weight * kept.view(1, 1, 3, 3)).detach());
        return Convolved(images.detach(), weight) + (back - back.detach());
    }

    /// <summary>
    /// The taps that the pushes of attacked images followed: of all sets, the one whose gradient
    /// agrees with most pixels; all taps where nothing is amiss.
    /// </summary>
    /// <param name="attacked">Where the gradient is taken.</param>
    /// <param name="push">
    /// Which way pixels were pushed: -1, 1, or 0 where they stopped in between.
    /// </param>
    /// <param name="objective">On a network whose first layer is this one.</param>
    /// <returns>
    /// The taps, [9], and the part of the pushed pixels that went against their gradient.
    /// </returns>
    public static (Tensor Kept, double Against) Behind(Tensor attacked, Tensor push, IObjective objective)
    {
        // The gradient is the sum of what each tap leads back.
        var each = stack([
            .. Enumerable
                .Range(0, Taps)
                .Select(tap => With(eye(Taps)[tap], () => objective.At(attacked).Gradient.flatten())),
        ]);
        var sets = arange(1 << Taps)
            .flip(0)
            .unsqueeze(1)
            .bitwise_right_shift(arange(Taps))
            .bitwise_and(tensor(1L))
            .to(ScalarType.Float32);
        var against =
            sets.mm(each).sign().ne(push.flatten()).logical_and(push.flatten().ne(0)).to(ScalarType.Float32).sum(1)
            / push.ne(0).sum();
        return (sets[against.argmin().item<long>()], against.min().item<float>());
    }

    /// <summary>Does something while only these taps lead back.</summary>
    public static T With<T>(Tensor kept, Func<T> work)
    {
        try
        {
            Kept = kept;
            return work();
        }
        finally
        {
            Kept = null;
        }
    }
}
