using StbImageWriteSharp;
using TorchSharp;

namespace RoCL.Runs.Evaluations;

/// <summary>An image as a PNG file.</summary>
internal static class PngPicture
{
    private const long LargestSide = 224;

    /// <summary>
    /// The file, in base 64. A larger image than 224 pixels is made smaller; of other than one or
    /// three channels the first is shown.
    /// </summary>
    /// <param name="image">[C, H, W] in [0, 1], on any device.</param>
    public static string Of(torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var shown = Smaller(image.cpu());
        var channels = shown.shape[0] == 3 ? shown : shown.narrow(0, 0, 1);
        var bytes = (channels.clamp(0, 1) * 255).round().to_type(torch.ScalarType.Byte);
        var pixels = bytes.permute(1, 2, 0).contiguous().data<byte>().ToArray();
        var colours = channels.shape[0] == 3 ? ColorComponents.RedGreenBlue : ColorComponents.Grey;
        using var file = new MemoryStream();
        new ImageWriter().WritePng(pixels, (int)channels.shape[2], (int)channels.shape[1], colours, file);
        return Convert.ToBase64String(file.ToArray());
    }

    private static torch.Tensor Smaller(torch.Tensor image)
    {
        var side = Math.Max(image.shape[1], image.shape[2]);
        if (side <= LargestSide)
            return image;
        long[] size = [image.shape[1] * LargestSide / side, image.shape[2] * LargestSide / side];
        return torch.nn.functional.adaptive_avg_pool2d(image.unsqueeze(0), size).squeeze(0);
    }
}
