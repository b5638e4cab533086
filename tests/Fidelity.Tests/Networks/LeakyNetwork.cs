using Fidelity.Tests.Reference;

namespace Fidelity.Tests.Networks;

/// <summary>
/// The network of some golden files: a convolution, a leaky ReLU, and a linear layer over all
/// channels, rows and columns.
/// </summary>
/// <param name="golden">The file, which says stride, padding and slope.</param>
/// <param name="prefix">What comes before the names of its weights.</param>
internal sealed class LeakyNetwork(Golden golden, string prefix)
{
    /// <summary>The names of its weights, without the prefix.</summary>
    public static IReadOnlyList<string> Names { get; } = ["conv.weight", "conv.bias", "fc.weight", "fc.bias"];

    /// <summary>A weight of the file.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public Tensor Weight(string name) => golden[$"{prefix}{name}"];

    /// <summary>From images [N, C, H, W] to features [N, F].</summary>
    public Tensor Features(Tensor images) => Features(images, Weight);

    /// <summary>The same by other weights.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="weights">The weights, by name.</param>
    public Tensor Features(Tensor images, Func<string, Tensor> weights)
    {
        var stride = golden.Whole("convolution_stride");
        var padding = golden.Whole("convolution_padding");
        var convolved = nn.functional.conv2d(
            images,
            weights("conv.weight"),
            weights("conv.bias"),
            [stride, stride],
            [padding, padding]
        );
        var active = nn.functional.leaky_relu(convolved, golden.Number("negative_slope"));
        return nn.functional.linear(active.contiguous().flatten(1), weights("fc.weight"), weights("fc.bias"));
    }
}
