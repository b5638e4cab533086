using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

/// <summary>
/// How many weights the networks have, against figures published and worked from the papers'
/// tables.
/// </summary>
public sealed class ParameterCountTests
{
    private const int Colour = 3;

    private static long Count(IEncoder encoder, int channels = Colour) =>
        WeightShapes.Of(encoder, new(channels, 32, 32)).Parameters;

    private static long Convolution(long inputs, long outputs, long size) => inputs * outputs * size * size;

    private static long Norm(long width) => 2 * width;

    [Test]
    public void Residual_networks_have_as_many_as_the_papers_table_makes_them()
    {
        long Network(bool bottleneck, params int[] blocks)
        {
            var sum = Convolution(Colour, 64, 3) + Norm(64);
            var inputs = 64L;
            var expansion = bottleneck ? 4L : 1L;
            foreach (var (stage, count) in blocks.Index())
            {
                for (var k = 0; k < count; k++)
                {
                    var width = 64L << stage;
                    sum += bottleneck
                        ? Convolution(inputs, width, 1)
                            + Convolution(width, width, 3)
                            + Convolution(width, 4 * width, 1)
                            + 2 * Norm(width)
                            + Norm(4 * width)
                        : Convolution(inputs, width, 3) + Convolution(width, width, 3) + 2 * Norm(width);
                    sum +=
                        inputs == expansion * width
                            ? 0
                            : Convolution(inputs, expansion * width, 1) + Norm(expansion * width);
                    inputs = expansion * width;
                }
            }

            return sum;
        }
        Assert.That(
            (Network(false, 2, 2, 2, 2), Network(false, 3, 4, 6, 3), Network(true, 3, 4, 6, 3)),
            Is.EqualTo((11_168_832, 21_276_992, 23_500_352))
        );
        Assert.That(
            (Count(new ResNet18()), Count(new ResNet34()), Count(new ResNet50())),
            Is.EqualTo((11_168_832, 21_276_992, 23_500_352))
        );
    }

    // With a classifier for ten classes the public code counts 46,160,474 for WRN-34-10.
    [Test]
    public void A_wide_network_left_alone_is_34_10_and_has_as_many_as_the_public_code() =>
        Assert.That(Count(new WideResNet()), Is.EqualTo(46_160_474 - (640 * 10 + 10)));

    [Test]
    public void Only_the_stem_depends_on_the_number_of_channels() =>
        Assert.That(Count(new SmallResNet()) - Count(new SmallResNet(), channels: 1), Is.EqualTo(2 * 16 * 9));
}
