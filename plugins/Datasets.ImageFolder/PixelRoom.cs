using System.Globalization;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Where the pixels of all images are while a run goes on: in memory, or, where they would take
/// more than half of it, in a file that is mapped into memory. Then the system keeps there what is
/// in use, and a data set may be larger than the machine's memory.
/// </summary>
/// <param name="Folder">The data set's, as problems name it.</param>
/// <param name="Cache">Where the file is made.</param>
/// <param name="Memory">What the machine has, in bytes.</param>
internal sealed record PixelRoom(string Folder, CacheFolder Cache, long Memory)
{
    private const int BytesOfMiB = 1 << 20;

    /// <summary>Whether so many images are in a file.</summary>
    /// <param name="images">How many.</param>
    /// <param name="bytesPerImage">The bytes of one.</param>
    public bool IsFile(long images, int bytesPerImage) => images * bytesPerImage > Memory / 2;

    /// <summary>Room for images, uint8 [N, C, H, W]; what is in it is not defined.</summary>
    /// <param name="images">N.</param>
    /// <param name="channels">C.</param>
    /// <param name="size">H and W.</param>
    /// <exception cref="ProblemException">ROCL0428: neither memory nor disk has it.</exception>
    public Tensor For(long images, int channels, int size)
    {
        var bytesPerImage = channels * size * size;
        if (!IsFile(images, bytesPerImage))
            return empty([images, channels, size, size], ScalarType.Byte);
        var bytes = images * bytesPerImage;
        try
        {
            return Mapped(bytes).reshape(images, channels, size, size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"{images} images of {channels}x{size}x{size} take {bytes / BytesOfMiB} MiB, more than half of "
                    + $"this machine's {Memory / BytesOfMiB} MiB"
            );
            throw ImageFolderProblems.MoreThanMemory(
                Folder,
                $"{what}, and {Cache.Path} has no room for them: {e.Message}"
            );
        }
    }

    // All of the file is reserved on the disk at once: a disk that fills up later would end the
    // process in the middle of a write into memory.
    private Tensor Mapped(long bytes)
    {
        var path = Cache.NewFile();
        try
        {
            var reserved = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = bytes,
            };
            using (var file = new FileStream(path, reserved))
                file.SetLength(bytes);
            return from_file(path, shared: true, size: bytes, dtype: ScalarType.Byte);
        }
        finally
        {
            // On Linux the mapping alone keeps it; elsewhere it goes with the oldest files.
            CacheFolder.Delete(path);
        }
    }
}
