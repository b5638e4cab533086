using RoCL.Datasets.ImageFolder;

namespace Components.Tests.Datasets;

/// <summary>A decoder that does not load is not the images' fault.</summary>
public sealed class ImageFolderDecoderTests
{
    private static readonly TypeInitializationException NotLoaded = new(
        "SkiaSharp.SkiaApi",
        new DllNotFoundException(
            "Unable to load shared library 'libSkiaSharp' or one of its dependencies. In order to help diagnose "
                + "loading problems, consider using a tool like strace.\n/a/libSkiaSharp.so: not found\n"
        )
    );

    [Test]
    public void Without_a_decoder_no_image_is_damaged_and_the_library_is_named()
    {
        var room = new PixelRoom("photos", CacheFolder.OfUser, long.MaxValue);
        var loading = new PixelLoading(new Undecodable(), channels: 3, size: 4, background: 255, room);
        var refused = Assert.Throws<ProblemException>(() =>
            loading.Load([new("a/1.png", 0), new("a/2.png", 0)], "Train", (_, _) => { })
        )!;
        var problem = refused.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0456"));
        Assert.That(
            problem.What,
            Does.EndWith(": Unable to load shared library 'libSkiaSharp' or one of its dependencies.")
        );
    }

    private sealed class Undecodable : IFileTree
    {
        public string Root => "photos";

        public IReadOnlyList<string> FoldersOf(string folder) => [];

        public IReadOnlyList<string> FilesOf(string folder) => [];

        public IEnumerable<LeftOutEntry> UnseenIn(string folder) => [];

        public byte[] Load(string path) => throw NoDecoder.Because(NotLoaded);
    }
}
