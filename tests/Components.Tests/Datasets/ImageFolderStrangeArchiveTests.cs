using RoCL.Datasets.ImageFolder;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>
/// Archives that are not those of an image folder, with the code of each refusal.
/// </summary>
public sealed class ImageFolderStrangeArchiveTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCaseSource(typeof(StrangeTarArchives), nameof(StrangeTarArchives.All))]
    [TestCaseSource(typeof(StrangeZipArchives), nameof(StrangeZipArchives.All))]
    public void A_strange_archive_is_refused(string code, string what, byte[] archive)
    {
        var path = _folder.Write("archive", archive);
        var problem = Refusal.Of(new ImageFolder(path, Size: 4, Channels: 1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.What, Does.Contain(what));
            Assert.That(problem.Where, Does.StartWith(path));
            Assert.That(
                Directory.GetFileSystemEntries(_folder.Path),
                Has.Length.EqualTo(1),
                "nothing is unpacked to disk"
            );
        }
    }
}
