using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace RoCL.Datasets.ImageFolder;

/// <summary>From image files to one tensor of pixels, on all cores.</summary>
/// <param name="tree">Where the files lie.</param>
/// <param name="channels">1 or 3.</param>
/// <param name="size">H and W of every image.</param>
internal sealed class PixelLoading(IFileTree tree, int channels, int size)
{
    private int BytesPerImage => channels * size * size;

    /// <summary>The pixels of all images, uint8 [N, C, H, W].</summary>
    /// <exception cref="ProblemException">
    /// ROCL0424 and ROCL0425: of the first image that cannot be read, in the order given.
    /// </exception>
    public Tensor Load(IReadOnlyList<LabelledFile> images)
    {
        var pixels = empty([images.Count, channels, size, size], ScalarType.Byte);
        var start = pixels.storage<byte>().data_ptr();
        var problems = new ConcurrentDictionary<long, ProblemException>();
        var loop = Parallel.For(
            0,
            images.Count,
            (i, state) =>
            {
                try
                {
                    Load(images[i].Path, start + (nint)i * BytesPerImage);
                }
                catch (ProblemException problem)
                {
                    problems[i] = problem;
                    // Every image before this one is still read, so that it is always the first
                    // that is reported.
                    state.Break();
                }
            }
        );
        GC.KeepAlive(pixels);
        return loop.LowestBreakIteration is { } first ? throw problems[first] : pixels;
    }

    private void Load(string path, nint target)
    {
        var image = DecodedImage.Read(tree, path, channels);
        Marshal.Copy(SquareResize.Of(image, size), 0, target, BytesPerImage);
    }
}
