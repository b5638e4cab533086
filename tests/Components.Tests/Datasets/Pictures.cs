using Shared.Datasets;

namespace Components.Tests.Datasets;

/// <summary>A small sound image folder, as the files of an archive.</summary>
internal static class Pictures
{
    public static readonly (string Name, byte[] Bytes)[] Sound =
    [
        ("train/a/1.png", PngFile.Solid(1)),
        ("train/b/1.png", PngFile.Solid(2)),
        ("test/a/1.png", PngFile.Solid(3)),
        ("test/b/2.png", PngFile.Solid(4)),
    ];
}
