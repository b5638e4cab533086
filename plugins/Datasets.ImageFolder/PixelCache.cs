using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Pixels of images that were decoded before, in one file: found by the content of the image files,
/// each with a checksum of its own, so that what is damaged is decoded again.
/// </summary>
/// <remarks>
/// A header, a table of entries, and then the pixels in the same order. The file can be deleted at
/// any time.
/// </remarks>
internal sealed class PixelCache : IDisposable
{
    private static ReadOnlySpan<byte> Signature => "ROCLPIX1"u8;

    private readonly FileStream? _file;
    private readonly int _bytesPerImage;
    private readonly Dictionary<UInt128, CachePlace> _places;

    private PixelCache(FileStream? file, int bytesPerImage, Dictionary<UInt128, CachePlace> places)
    {
        _file = file;
        _bytesPerImage = bytesPerImage;
        _places = places;
    }

    /// <summary>A cache that has nothing.</summary>
    public static PixelCache Empty() => new(null, 0, []);

    /// <summary>The key of a file: a hash of its content.</summary>
    /// <param name="file">Its bytes.</param>
    public static UInt128 KeyOf(ReadOnlySpan<byte> file) => XxHash128.HashToUInt128(file, file.Length);

    /// <summary>Opens a cache; an empty one where there is none, or another one's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">All that the pixels follow from, apart from the files.</param>
    /// <param name="bytesPerImage">The bytes of one image.</param>
    public static PixelCache Open(string path, string settings, int bytesPerImage)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (TableOf(file, settings) is { } table)
                return new(file, bytesPerImage, Placed(table));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is decoded.
        }

        file?.Dispose();
        return Empty();
    }

    /// <summary>Reads the pixels of a file; false where they are not here, or damaged.</summary>
    /// <param name="key">The file's key.</param>
    /// <param name="pixels">Where they go.</param>
    /// <param name="traits">What was done to the image.</param>
    public bool TryRead(UInt128 key, Span<byte> pixels, out ImageTraits traits)
    {
        traits = ImageTraits.None;
        if (_file is null || !_places.TryGetValue(key, out var place))
            return false;
        try
        {
            var offset = Unsafe.SizeOf<Header>() + (long)_places.Count * Unsafe.SizeOf<Entry>();
            var read = RandomAccess.Read(_file.SafeFileHandle, pixels, offset + (long)place.Index * _bytesPerImage);
            traits = place.Traits;
            return read == pixels.Length && XxHash64.HashToUInt64(pixels, (long)traits) == place.Checksum;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Writes a cache in the place of an earlier one, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">As for <see cref="Open"/>.</param>
    /// <param name="images">Each image once.</param>
    /// <param name="pixelsOf">The pixels of one of them.</param>
    public static void Write(
        string path,
        string settings,
        IReadOnlyList<CachedImage> images,
        Func<CachedImage, ReadOnlySpan<byte>> pixelsOf
    )
    {
        var entries = new Entry[images.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var checksum = XxHash64.HashToUInt64(pixelsOf(images[i]), (long)images[i].Traits);
            entries[i] = new(images[i].Key, checksum, (long)images[i].Traits);
        }

        var table = MemoryMarshal.AsBytes(entries.AsSpan());
        var header = new Header(
            MemoryMarshal.Read<ulong>(Signature),
            KeyOf(Encoding.UTF8.GetBytes(settings)),
            entries.Length,
            XxHash64.HashToUInt64(table)
        );
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Header>(in header)));
        file.Write(table);
        foreach (var image in images)
            file.Write(pixelsOf(image));
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static Entry[]? TableOf(FileStream file, string settings)
    {
        var header = new Header[1];
        if (file.ReadAtLeast(MemoryMarshal.AsBytes(header.AsSpan()), Unsafe.SizeOf<Header>(), false) == 0)
            return null;
        var isOurs =
            header[0].Signature == MemoryMarshal.Read<ulong>(Signature)
            && header[0].Settings == KeyOf(Encoding.UTF8.GetBytes(settings))
            && header[0].Count <= file.Length / Unsafe.SizeOf<Entry>();
        if (!isOurs)
            return null;
        var entries = new Entry[header[0].Count];
        var bytes = MemoryMarshal.AsBytes(entries.AsSpan());
        file.ReadExactly(bytes);
        return XxHash64.HashToUInt64(bytes) == header[0].Checksum ? entries : null;
    }

    private static Dictionary<UInt128, CachePlace> Placed(Entry[] entries) =>
        entries
            .Select(
                (entry, i) =>
                    KeyValuePair.Create(entry.Key, new CachePlace(i, entry.Checksum, (ImageTraits)entry.Traits))
            )
            .ToDictionary();

    private readonly record struct CachePlace(int Index, ulong Checksum, ImageTraits Traits);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Header(ulong Signature, UInt128 Settings, long Count, ulong Checksum);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(UInt128 Key, ulong Checksum, long Traits);
}

/// <summary>An image whose pixels are kept.</summary>
/// <param name="Key">The key of its file.</param>
/// <param name="Traits">What was done to it.</param>
/// <param name="Place">Where its pixels are.</param>
internal readonly record struct CachedImage(UInt128 Key, ImageTraits Traits, long Place);
