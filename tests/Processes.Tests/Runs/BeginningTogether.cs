namespace Processes.Tests.Runs;

/// <summary>Runs that are begun at the same time, without a folder being named.</summary>
public sealed class BeginningTogether
{
    private static string[] Command(int seed, params string[] settings) =>
        [
            "run",
            "demo-simclr",
            "--device",
            "cpu",
            "--seed",
            $"{seed}",
            "--set",
            "images={\"train\":64,\"test\":20}",
            "--set",
            "train={\"epochs\":1,\"batch\":32}",
            "--set",
            "evaluate=[]",
            .. settings.SelectMany(setting => new[] { "--set", setting }),
        ];

    [Test]
    public void Each_has_a_folder_of_its_own()
    {
        using var rocl = new Rocl();
        var processes = Enumerable.Range(1, 4).Select(seed => rocl.Start(Command(seed))).ToList();
        foreach (var process in processes)
        {
            var ended = Rocl.End(process);
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            process.Dispose();
        }

        var seeds = Directory
            .GetDirectories(rocl["runs"])
            .Select(run => (int)rocl.Json(Path.Combine(run, "summary.json"))["seed"]!);
        Assert.That(seeds, Is.EquivalentTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void One_that_is_refused_leaves_nothing()
    {
        using var rocl = new Rocl();
        var refused = rocl.RunAlone(Command(1, "train.epochs=many"));
        Assert.That(refused.Code, Is.EqualTo(3), refused.ToString());
        Assert.That(Directory.GetFileSystemEntries(rocl.Folder), Is.Empty);
    }
}
