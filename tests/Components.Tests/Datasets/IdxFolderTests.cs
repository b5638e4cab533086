using RoCL.Datasets.FashionMnist;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>A folder of one's own with IDX files, sound and damaged.</summary>
public sealed class IdxFolderTests
{
    private const string Images = "train-images-idx3-ubyte.gz",
        Labels = "train-labels-idx1-ubyte.gz";
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 3 * 2 * 4).Select(i => (byte)(7 * i))];
    private static readonly byte[] SoundImages = IdxGzip.Of([3, 2, 4], Pixels),
        SoundLabels = IdxGzip.Of([3], [9, 0, 4]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write_a_sound_data_set()
    {
        _folder = TemporaryFolder.InMemory();
        _folder.Write(Images, SoundImages);
        _folder.Write(Labels, SoundLabels);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Images_of_any_size_are_read_and_their_classes_are_numbers()
    {
        using var scope = NewDisposeScope();
        var images = (PixelImages)
            new FashionMnist(Path.GetRelativePath(Environment.CurrentDirectory, _folder.Path)).Open(Split.Train);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(images.Pixels.shape, Is.EqualTo(new long[] { 3, 1, 2, 4 }));
            Assert.That(images.Pixels.bytes.ToArray(), Is.EqualTo(Pixels));
            Assert.That(images.Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 9, 0, 4 }));
            Assert.That(images.Classes, Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"{i}")));
        }
    }

    [Test]
    public void Truncated_at_any_length_a_file_is_refused([Values(Images, Labels)] string name)
    {
        var sound = name == Images ? SoundImages : SoundLabels;
        for (var length = 0; length < sound.Length; length++)
        {
            _folder.Write(name, sound[..length]);
            Assert.That(Refusal.OrPixels(Mine), Is.Null, $"{length} of {sound.Length} bytes");
        }

        _folder.Write(name, sound);
        Assert.That(Refusal.OrPixels(Mine), Is.EqualTo(Pixels));
    }

    [Test]
    public void A_file_with_any_one_bit_flipped_is_refused_or_read_whole([Values(Images, Labels)] string name)
    {
        var sound = name == Images ? SoundImages : SoundLabels;
        for (var bit = 0; bit < 8 * sound.Length; bit++)
        {
            var flipped = sound.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            _folder.Write(name, flipped);
            Assert.That(Refusal.OrPixels(Mine), Is.Null.Or.EqualTo(Pixels), $"bit {bit} of {8 * sound.Length}");
        }

        _folder.Write(name, sound);
        Assert.That(Refusal.OrPixels(Mine), Is.EqualTo(Pixels));
    }

    [Test]
    public void A_missing_file_is_named_with_its_whole_path()
    {
        File.Delete(Path.Combine(_folder.Path, Labels));
        var problem = Refusal.Of(new FashionMnist(Path.GetRelativePath(Environment.CurrentDirectory, _folder.Path)));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0401", Path.Combine(_folder.Path, Labels))));
    }

    [Test]
    public void A_missing_folder_is_refused_like_a_missing_file() =>
        Assert.That(
            Refusal.Of(new FashionMnist(Path.Combine(_folder.Path, "elsewhere")), Split.Test).Code,
            Is.EqualTo("ROCL0401")
        );

    [Test]
    public void A_folder_in_the_place_of_a_file_cannot_be_opened()
    {
        File.Delete(Path.Combine(_folder.Path, Images));
        Directory.CreateDirectory(Path.Combine(_folder.Path, Images));
        var problem = Refusal.Of(Mine);
        Assert.That(problem.Code, Is.EqualTo("ROCL0407"));
        Assert.That(problem.What, Does.Contain("opened:").And.Not.Contain(problem.Where), "the place is said once");
    }

    private FashionMnist Mine => new(_folder.Path);
}
