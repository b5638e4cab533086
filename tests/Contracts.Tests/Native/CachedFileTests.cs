using RoCL.Contracts.Native;

namespace Contracts.Tests.Native;

public sealed class CachedFileTests
{
    private string _folder = "";

    [SetUp]
    public void OpenAFolder() => _folder = Directory.CreateTempSubdirectory("rocl-cache-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_folder, recursive: true);

    [TestCase("nothing"), TestCase("a file"), TestCase("a folder")]
    public void A_file_is_written_over_whatever_stands_at_its_path(string before)
    {
        var path = Path.Combine(_folder, "hash", "lib.so");
        if (before == "a folder")
            Directory.CreateDirectory(Path.Combine(path, "inner"));
        if (before == "a file")
            CachedFile.Write(path, [9]);
        CachedFile.Write(path, [1, 2, 3]);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
    }
}
