using Microsoft.Win32.SafeHandles;

namespace RoCL.Measurements.Corruptions;

/// <summary>
/// A file of NumPy (<c>.npy</c>) with bytes, of which rows are read as they are needed: those of
/// CIFAR-10-C hold 150 MB each.
/// </summary>
internal sealed class ByteArrayFile : IDisposable
{
    private const int Levels = 255;

    private readonly SafeFileHandle _file;
    private readonly long _begin;
    private readonly long[] _shape;

    private ByteArrayFile(SafeFileHandle file, long begin, long[] shape)
    {
        _file = file;
        _begin = begin;
        _shape = shape;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The array's shape.</param>
    /// <param name="what">What the array is, in words.</param>
    /// <exception cref="ProblemException">
    /// ROCL0535: it is missing, or has another array. ROCL0534: it has another shape.
    /// </exception>
    public static ByteArrayFile Open(string path, long[] shape, string what)
    {
        var file = Handle(path);
        try
        {
            var header = NpyHeader.Of(file);
            if (!header.Shape.SequenceEqual(shape))
                throw OtherShape(path, header.Shape, shape, what);
            if (RandomAccess.GetLength(file) != header.Begin + Product(shape))
                throw NoArray(path, "It ends too early, or goes on after its array.");
            return new(file, header.Begin, shape);
        }
        catch (InvalidDataException fault)
        {
            file.Dispose();
            throw NoArray(path, fault.Message);
        }
        catch (ProblemException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Values that follow one another, uint8.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="count">How many.</param>
    public Tensor Values(long first, long count)
    {
        var bytes = new byte[count];
        Fill(bytes, first);
        return tensor(bytes, ScalarType.Byte);
    }

    /// <summary>Images that the file has as rows [H, W, C].</summary>
    /// <param name="first">Which row is that of index 0.</param>
    /// <param name="indices">int64 [N].</param>
    /// <returns>float32 [N, C, H, W] in [0, 1].</returns>
    public Tensor Rows(long first, Tensor indices)
    {
        using var scope = NewDisposeScope();
        var size = Product(_shape[1..]);
        var places = indices.cpu().data<long>().ToArray();
        var bytes = new byte[places.Length * size];
        for (var row = 0; row < places.Length; row++)
            Fill(bytes.AsSpan((int)(row * size), (int)size), (first + places[row]) * size);
        var images = tensor(bytes, ScalarType.Byte).view([places.Length, .. _shape[1..]]);
        return scope.MoveToOuter(images.permute(0, 3, 1, 2).to(ScalarType.Float32).div(Levels).contiguous());
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Fill(Span<byte> bytes, long from)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_file, bytes, _begin + from);
            if (read == 0)
                throw new EndOfStreamException("The file became shorter while it was read.");
            bytes = bytes[read..];
            from += read;
        }
    }

    private static SafeFileHandle Handle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NoArray(path, fault.Message);
        }
    }

    private static long Product(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static ProblemException NoArray(string path, string why) =>
        new(
            new(
                "ROCL0535",
                path,
                $"The file has no array of bytes: {why}",
                "Unpack CIFAR-10-C.tar or CIFAR-100-C.tar again, and write its folder as 'folder'."
            )
        );

    private static ProblemException OtherShape(string path, long[] own, long[] wanted, string what) =>
        new(
            new(
                "ROCL0534",
                path,
                $"The array has the shape {string.Join('x', own)}; {what} have {string.Join('x', wanted)}.",
                "Measure the whole test set of the data that the files were made of (images.test left out)."
            )
        );
}
