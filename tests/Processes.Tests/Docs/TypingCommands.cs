using Processes.Tests.New;
using Processes.Tests.Runs;
using Shared.Docs;

namespace Processes.Tests.Docs;

/// <summary>
/// Each command of each page does what it is there for, in small: an hour's training takes a
/// second here, on few images. The pages that are followed from top to bottom are in
/// <see cref="Following"/>.
/// </summary>
[Platform(Exclude = "Win", Reason = "the commands are for a POSIX shell")]
[Explicit("Some hundred commands, each a process of its own: ten minutes.")]
[NonParallelizable]
public sealed class TypingCommands
{
    // What cannot be tried by typing, and where it is tried.
    private static readonly (string Part, string Why)[] Elsewhere =
    [
        ("--on slurm", "RunningOnSlurm starts a cluster"),
        ("--ranks", "RunningOverRanks starts them"),
        ("--device cuda", "ComputingOnCuda, where there is a GPU"),
        ("show results", "RunningOnSlurm makes them"),
        ("run results", "RunningOnSlurm makes them"),
        ("--watch", "CheckingByTheProgram ends it"),
        ("--plugin sign-momentum-1.0", "TwoReleases builds them"),
    ];

    private static readonly string[] Followed = ["tutorial.md", "write-a-plugin.md"];

    private Rocl _rocl = null!;

    private static IEnumerable<TestCaseData<string, string>> Commands =>
        from file in Directory
            .GetFiles(Path.Combine(Feed.Repository, "docs"), "*.md")
            .Order(StringComparer.Ordinal)
            .Append(Path.Combine(Feed.Repository, "README.md"))
        let page = Path.GetFileName(file)
        where !Followed.Contains(page)
        from command in PageCommands.Of(File.ReadAllText(file)).Distinct()
        where !Elsewhere.Any(one => command.Contains(one.Part, StringComparison.Ordinal))
        select new TestCaseData<string, string>(page, command);

    [OneTimeSetUp]
    public void HaveWhatAReaderHas()
    {
        _rocl = new();
        Reader.SitsDown(_rocl);
        foreach (var folder in new[] { "photos", "images", "first-images" })
            Reader.HasPictures(_rocl, folder);
        Directory.CreateSymbolicLink(_rocl["plugins"], Path.Combine(Feed.Repository, "plugins"));
        File.WriteAllText(
            _rocl["mine.json"],
            """
            {
              "extends": "demo-rocl", "images": { "train": 16, "test": 10 }, "train": { "epochs": 2, "batch": 8 },
              "encoder": { "use": "small-resnet", "width": 16, "blocks": 1 }
            }
            """
        );
        File.WriteAllText(_rocl["suite.json"], """{ "rows": { "RoCL": "demo-rocl", "SimCLR": "demo-simclr" } }""");
        const string small =
            "--device cpu --set 'images={\"train\":16,\"test\":10}' --set 'train={\"epochs\":2,\"batch\":8}' "
            + "--set masking.images=0 --set 'checkpoints={\"every\":\"1 steps\",\"keep\":9,\"best\":true}'";
        const string smallEncoder = "--set 'encoder={\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}'";
        const string ownImages = "--set 'data={\"use\":\"image-folder\",\"folder\":\"first-images\",\"size\":16}'";
        Type("rocl new attack sign-momentum && rocl new loss alignment && cp Alignment.cs MyLoss.cs");
        Type($"rocl run demo-rocl {small} {smallEncoder} --out runs/a");
        Type($"rocl run demo-simclr {small} {smallEncoder} --out runs/b && cp -r runs/b first-run");
        Type($"rocl run suite.json {small} {smallEncoder} --out suite");
        foreach (var (stem, name) in new[] { ("cifar", "net"), ("imagenet", "imagenet") })
        {
            Type(
                $"rocl run demo-simclr {small} {ownImages} --out big "
                    + $"--set 'encoder={{\"use\":\"resnet18\",\"stem\":\"{stem}\"}}' && rocl export big --out exported"
            );
            Type($"cp exported/encoder.safetensors {name}.safetensors && rm -rf big exported");
        }
        Type("cp net.safetensors resnet.safetensors");
        Type($"rocl run demo-rocl {small} {smallEncoder} {ownImages} --out runs/moved && mv first-images moved-images");
        Type($"rocl run deacl {small} {smallEncoder} --set teachers.teacher.from=first-run --out runs/taught");
        Type("mv first-run moved-run");
    }

    [OneTimeTearDown]
    public void LeaveNothing() => _rocl.Dispose();

    [TestCaseSource(nameof(Commands))]
    public void Works_in_small(string page, string command) => Type(CommandsInSmall.Of(command));

    private void Type(string commands) => Reader.Types(_rocl, commands);
}
