using System.Globalization;

namespace RoCL.Datasets.ImageFolder;

/// <summary>From image files to one tensor of pixels, on all cores.</summary>
/// <param name="tree">Where the files lie.</param>
/// <param name="channels">1 or 3.</param>
/// <param name="size">H and W of every image.</param>
/// <param name="background">0 to 255, what shows where an image is transparent.</param>
/// <param name="room">Where pixels are while the run goes on.</param>
internal sealed class PixelLoading(IFileTree tree, int channels, int size, byte background, PixelRoom room)
{
    private readonly CacheFolder _cache = room.Cache;

    private int BytesPerImage => channels * size * size;

    private string Settings =>
        string.Create(CultureInfo.InvariantCulture, $"{Decoder.Version} {channels} {size} {background}");

    /// <summary>
    /// The pixels of all images; for a damaged one, what is wrong with it in their place.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="part">What tells them from the other images of the folder.</param>
    /// <param name="report">Takes how many are loaded, and how many there are.</param>
    /// <exception cref="ProblemException">ROCL0456: there is no decoder.</exception>
    public LoadedImages Load(IReadOnlyList<LabelledFile> images, string part, Action<long, long> report)
    {
        var pixels = room.For(images.Count, channels, size);
        var start = pixels.storage<byte>().data_ptr();
        var found = new LoadedImage[images.Count];
        var isKept = images.Count >= _cache.LeastImages;
        var file = _cache.FileFor(tree.Root, $"{part} {Settings}");
        var done = 0L;
        using (var kept = isKept ? PixelCache.Open(file, Settings, BytesPerImage) : PixelCache.Empty())
        {
            Parallel.For(
                0,
                images.Count,
                i =>
                {
                    found[i] = Load(images[i].Path, start + (nint)i * BytesPerImage, kept);
                    report(Interlocked.Increment(ref done), images.Count);
                }
            );
        }

        // Where there is no decoder, no image is at fault.
        var failures = found.Select(image => image.Damage).OfType<ProblemException>();
        if (failures.FirstOrDefault(NoDecoder.Is) is { } missing)
            throw missing;
        if (isKept && found.Any(image => image.IsNew))
            Keep(file, found, start);
        GC.KeepAlive(pixels);
        return new(pixels, [.. found]) { AreInFile = room.IsFile(images.Count, BytesPerImage) };
    }

    private LoadedImage Load(string path, nint target, PixelCache kept)
    {
        try
        {
            var file = tree.Load(path);
            var key = PixelCache.KeyOf(file);
            if (kept.TryRead(key, BytesAt(target), out var traits))
                return new(key, traits, IsNew: false, null);
            var image = ImageFile.Decode(path, file, channels, background);
            SquareResize.Of(image, size, channels).CopyTo(BytesAt(target));
            return new(key, image.Traits, IsNew: true, null);
        }
        catch (ProblemException damaged)
        {
            return new(default, default, IsNew: false, damaged);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var what = e is InvalidDataException ? e.Message : $"The image cannot be opened: {FaultText.Of(e, path)}";
            return new(default, default, IsNew: false, ImageFolderProblems.Unreadable(path, what, e));
        }
    }

    private void Keep(string file, LoadedImage[] found, nint start)
    {
        var sound = found
            .Select((image, i) => (image, i))
            .Where(each => each.image.Damage is null)
            .DistinctBy(each => each.image.Key)
            .Select(each => new CachedImage(each.image.Key, each.image.Traits, each.i))
            .ToList();
        _cache.Write(
            file,
            staged =>
                PixelCache.Write(staged, Settings, sound, image => BytesAt(start + (nint)image.Place * BytesPerImage))
        );
    }

    private unsafe Span<byte> BytesAt(nint place) => new((void*)place, BytesPerImage);
}
