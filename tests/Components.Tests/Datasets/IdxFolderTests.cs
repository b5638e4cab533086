using RoCL.Datasets.FashionMnist;

namespace Components.Tests.Datasets;

/// <summary>A folder of one's own with IDX files, sound and damaged.</summary>
public sealed class IdxFolderTests
{
    private SoundIdx _folder = null!;

    [SetUp]
    public void Write_a_sound_data_set() => _folder = new();

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
            Assert.That(images.Pixels.bytes.ToArray(), Is.EqualTo(SoundIdx.Pixels));
            Assert.That(images.Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 9, 0, 4 }));
            Assert.That(images.Classes, Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"{i}")));
        }
    }

    [Test]
    public void Truncated_at_any_length_a_file_is_refused([Values(SoundIdx.Images, SoundIdx.Labels)] string name)
    {
        var sound = name == SoundIdx.Images ? SoundIdx.ImageBytes : SoundIdx.LabelBytes;
        for (var length = 0; length < sound.Length; length++)
        {
            _folder.Write(name, sound[..length]);
            Assert.That(Refusal.OrPixels(_folder.DataSet), Is.Null, $"{length} of {sound.Length} bytes");
        }

        _folder.Write(name, sound);
        Assert.That(Refusal.OrPixels(_folder.DataSet), Is.EqualTo(SoundIdx.Pixels));
    }

    [Test]
    public void A_file_with_any_one_bit_flipped_is_refused_or_read_whole(
        [Values(SoundIdx.Images, SoundIdx.Labels)] string name
    )
    {
        var sound = name == SoundIdx.Images ? SoundIdx.ImageBytes : SoundIdx.LabelBytes;
        for (var bit = 0; bit < 8 * sound.Length; bit++)
        {
            var flipped = sound.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            _folder.Write(name, flipped);
            Assert.That(
                Refusal.OrPixels(_folder.DataSet),
                Is.Null.Or.EqualTo(SoundIdx.Pixels),
                $"bit {bit} of {8 * sound.Length}"
            );
        }

        _folder.Write(name, sound);
        Assert.That(Refusal.OrPixels(_folder.DataSet), Is.EqualTo(SoundIdx.Pixels));
    }

    [Test]
    public void A_missing_file_is_named_with_its_whole_path()
    {
        File.Delete(Path.Combine(_folder.Path, SoundIdx.Labels));
        var problem = Refusal.Of(new FashionMnist(Path.GetRelativePath(Environment.CurrentDirectory, _folder.Path)));
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0401", Path.Combine(_folder.Path, SoundIdx.Labels)))
        );
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
        File.Delete(Path.Combine(_folder.Path, SoundIdx.Images));
        Directory.CreateDirectory(Path.Combine(_folder.Path, SoundIdx.Images));
        var problem = Refusal.Of(_folder.DataSet);
        Assert.That(problem.Code, Is.EqualTo("ROCL0407"));
        Assert.That(problem.What, Does.Contain("opened:").And.Not.Contain(problem.Where), "the place is said once");
    }
}
