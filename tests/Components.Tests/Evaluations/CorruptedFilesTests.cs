using RoCL.Measurements.Corruptions;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Evaluations;

/// <summary>A classifier is put to the corrupted images of files, as CIFAR-10-C has them.</summary>
public sealed class CorruptedFilesTests
{
    private const int Images = 30;
    private const int Side = 4;

    private static readonly byte[] Labels = [.. Enumerable.Range(0, Images).Select(image => (byte)(image % 3))];

    private TemporaryFolder _folder = null!;

    private CorruptedFiles Fog => new(_folder.Path, ["fog"], [1, 5]);

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    // Each class is as bright as it is in the data; at severity 5 all are as dark as the first one.
    [Test]
    public void Each_severity_is_its_part_of_the_file()
    {
        Write(CorruptedSet.Of(Labels, [Side, Side, 1], ("fog", severity => Pixels(severity == 5 ? 0 : 1))));
        var measured = Toy.Measured(Toy.Bench(), [Fog]);
        Assert.That(
            measured.Select(condition => (condition.Name, condition.Family, condition.Correct.Count(right => right))),
            Is.EqualTo(
                new (string, string?, int)[]
                {
                    ("clean", null, Images),
                    ("fog 1", "corruptions", Images),
                    ("fog 5", "corruptions", Images / 3),
                }
            )
        );
    }

    [Test]
    public void Colours_stand_side_by_side_in_a_file_and_one_after_the_other_in_images()
    {
        var bytes = Enumerable.Range(0, 2 * 3 * 5 * 3).Select(value => (byte)value).ToArray();
        var path = _folder.Write("fog.npy", CorruptedSet.Npy(bytes, [2, 3, 5, 3], version: 2));
        using var file = ByteArrayFile.Open(path, [2, 3, 5, 3], "");
        using var scope = NewDisposeScope();
        var rows = file.Rows(0, tensor(new long[] { 1, 0 }));
        Assert.That(rows.shape, Is.EqualTo(new long[] { 2, 3, 3, 5 }));
        var expected = tensor(bytes, ScalarType.Byte).view(2, 3, 5, 3).permute(0, 3, 1, 2).to(ScalarType.Float32) / 255;
        Assert.That(rows.equal(expected.index_select(0, tensor(new long[] { 1, 0 }))).all().item<bool>());
    }

    [Test]
    public void Without_kinds_the_benchmarks_fifteen_are_measured()
    {
        var said = Refused(new CorruptedFiles(_folder.Path), WithLabels());
        Assert.That(said.Where, Does.EndWith("gaussian_noise.npy"));
        string[] kinds = [.. CorruptedFiles.Benchmark];
        Write(
            CorruptedSet.Of(Labels, [Side, Side, 1], kinds.Select(kind => (kind, (Func<int, byte[]>)(_ => Pixels(1)))))
        );
        var measured = Toy.Measured(Toy.Bench(), [new CorruptedFiles(_folder.Path)]);
        Assert.That(measured, Has.Count.EqualTo(1 + 5 * 15));
    }

    [Test]
    public void Other_test_images_are_refused()
    {
        byte[] others = [.. Labels.Reverse()];
        var files = CorruptedSet.Of(others, [Side, Side, 1], ("fog", _ => Pixels(1)));
        Assert.That(Refused(Fog, files).Code, Is.EqualTo("ROCL0534"), "labels in another order");
        var fewer = CorruptedSet.Of(Labels[..20], [Side, Side, 1], ("fog", _ => Pixels(1)[..(20 * Side * Side)]));
        Assert.That(Refused(Fog, fewer).Code, Is.EqualTo("ROCL0534"), "another number of images");
        var larger = CorruptedSet.Of(Labels, [Side, 2 * Side, 1], ("fog", _ => [.. Pixels(1), .. Pixels(1)]));
        Assert.That(Refused(Fog, larger).Code, Is.EqualTo("ROCL0534"), "larger images");
    }

    private static IEnumerable<TestCaseData<byte[]>> Faulty
    {
        get
        {
            var sound = CorruptedSet.Npy(
                [.. Enumerable.Range(1, 5).SelectMany(_ => Pixels(1))],
                [5 * Images, Side, Side, 1]
            );
            yield return new TestCaseData<byte[]>([]).SetArgDisplayNames("empty");
            yield return new TestCaseData<byte[]>([.. "<html>"u8, .. sound]).SetArgDisplayNames("a page");
            yield return new TestCaseData<byte[]>(sound[..40]).SetArgDisplayNames("its header cut");
            yield return new TestCaseData<byte[]>(sound[..^1]).SetArgDisplayNames("cut");
            yield return new TestCaseData<byte[]>([.. sound, 0]).SetArgDisplayNames("too long");
            foreach (var (description, order) in new[] { ("<f4", false), ("|i1", false), ("|u1", true) })
            {
                yield return new TestCaseData<byte[]>(
                    CorruptedSet.Npy(
                        sound[^(5 * Images * Side * Side)..],
                        [5 * Images, Side, Side, 1],
                        description,
                        order
                    )
                ).SetArgDisplayNames($"of {description}, by columns {order}");
            }
        }
    }

    [TestCaseSource(nameof(Faulty))]
    public void What_is_no_array_of_bytes_is_refused(byte[] bytes)
    {
        var problem = Refused(Fog, [.. WithLabels(), ("fog.npy", bytes)]);
        Assert.That(problem.Code, Is.EqualTo("ROCL0535"));
        Assert.That(problem.Where, Does.EndWith("fog.npy"));
    }

    [Test]
    public void A_severity_that_there_is_not_is_refused() =>
        Assert.That(Refused(Fog with { Severities = [0] }, WithLabels()).Code, Is.EqualTo("ROCL0531"));

    private static IEnumerable<(string Name, byte[] Bytes)> WithLabels() => CorruptedSet.Of(Labels, [Side, Side, 1]);

    private static byte[] Pixels(int differ) =>
        [.. Labels.SelectMany(label => Enumerable.Repeat((byte)(255 * (0.16 + differ * 0.35 * label)), Side * Side))];

    private Problem Refused(CorruptedFiles measurement, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        Write(files);
        return Assert.Throws<ProblemException>(() => Toy.Measured(Toy.Bench(), [measurement]))!.Problem;
    }

    private void Write(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        foreach (var (name, bytes) in files)
            _folder.Write(name, bytes);
    }
}
