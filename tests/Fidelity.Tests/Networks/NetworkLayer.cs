using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Fidelity.Tests.Networks;

/// <summary>One layer of a network, as a golden file describes it.</summary>
/// <param name="Name">The layer's name, which its weights' names begin with.</param>
internal abstract partial record NetworkLayer(string Name)
{
    /// <summary>A convolution with a bias.</summary>
    public sealed record Convolution(string Name, long Stride, long Padding) : NetworkLayer(Name)
    {
        public override Tensor Apply(Tensor images, ImmutableSortedDictionary<string, Tensor> weights)
        {
            var kernels = weights[$"{Name}.weight"];
            var bias = weights[$"{Name}.bias"];
            return images.shape[1] == 1
                ? OfPatches(images, kernels, bias)
                : nn.functional.conv2d(images, kernels, bias, [Stride, Stride], [Padding, Padding]);
        }

        // One product of all patches. For a single channel libtorch's convolution takes three times
        // as long, nearly all of it for the gradient of the images, and attacks ask for no other.
        private Tensor OfPatches(Tensor images, Tensor kernels, Tensor bias)
        {
            var height = kernels.shape[2];
            var width = kernels.shape[3];
            long Places(long side, long kernel) => (side + 2 * Padding - kernel) / Stride + 1;
            var patches = nn.functional.unfold(
                images,
                (height, width),
                padding: (Padding, Padding),
                stride: (Stride, Stride)
            );
            return kernels
                .flatten(1)
                .matmul(patches)
                .add(bias.view(-1, 1))
                .view(-1, kernels.shape[0], Places(images.shape[2], height), Places(images.shape[3], width));
        }
    }

    /// <summary>A linear layer with a bias.</summary>
    public sealed record Linear(string Name) : NetworkLayer(Name)
    {
        public override Tensor Apply(Tensor images, ImmutableSortedDictionary<string, Tensor> weights) =>
            nn.functional.linear(images, weights[$"{Name}.weight"], weights[$"{Name}.bias"]);
    }

    /// <summary>The positive part.</summary>
    public sealed record Relu(string Name) : NetworkLayer(Name)
    {
        public override Tensor Apply(Tensor images, ImmutableSortedDictionary<string, Tensor> weights) => images.relu();
    }

    /// <summary>One row for each image, in the order channel, row, column.</summary>
    public sealed record Flatten(string Name) : NetworkLayer(Name)
    {
        public override Tensor Apply(Tensor images, ImmutableSortedDictionary<string, Tensor> weights) =>
            images.flatten(1);
    }

    /// <summary>What the layer makes of its input.</summary>
    public abstract Tensor Apply(Tensor images, ImmutableSortedDictionary<string, Tensor> weights);

    /// <summary>
    /// Reads the layers of a description such as
    /// <c>conv1(1->16, 4x4, stride 2, pad 1), relu, flatten (C, H, W), fc1(1568->64)</c>. Widths
    /// and kernels are left to the shapes of the weights.
    /// </summary>
    public static ImmutableArray<NetworkLayer> Read(string description) =>
        [.. Description().Matches(description).Select(match => Layer(match.Groups["name"].Value, match.Value))];

    private static NetworkLayer Layer(string name, string description) =>
        name switch
        {
            "relu" => new Relu(name),
            "flatten" => new Flatten(name),
            _ when description.Contains("stride", StringComparison.Ordinal) => new Convolution(
                name,
                NumberAfter("stride", description),
                NumberAfter("pad", description)
            ),
            _ when description.Contains("->", StringComparison.Ordinal) => new Linear(name),
            _ => throw new AssertionException($"'{description}' is no layer that these tests know"),
        };

    private static long NumberAfter(string word, string description) =>
        long.Parse(Regex.Match(description, $@"{word} (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    // A name, with or without figures in parentheses.
    [GeneratedRegex(@"(?<name>\w+)( ?\([^)]*\))?")]
    private static partial Regex Description();
}
