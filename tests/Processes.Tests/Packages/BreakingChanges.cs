using System.Diagnostics;

namespace Processes.Tests.Packages;

/// <summary>
/// A copy of the contracts is broken and really built: within a major version the build fails, and
/// in the next major version it succeeds.
/// </summary>
public sealed class BreakingChanges
{
    private static readonly string Repository = FindRepository(AppContext.BaseDirectory);
    private static readonly string[] FilesOfTheRoot =
    [
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
    ];

    private string _copy = "";

    [SetUp]
    public void Copy()
    {
        _copy = Directory.CreateTempSubdirectory("rocl-contracts-").FullName;
        var project = Path.Combine(Repository, "contracts", "RoCL.Contracts");
        var files = FilesOfTheRoot
            .Select(name => Path.Combine(Repository, name))
            .Concat(Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(Repository, file);
            if (path.Split('/', '\\').Intersect(["bin", "obj"]).Any())
                continue;
            var target = Path.Combine(_copy, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [TearDown]
    public void Delete() => Directory.Delete(_copy, recursive: true);

    [Test]
    public void Fail_the_build_unless_the_major_version_changes()
    {
        Change(
            "Attacks/IAttack.cs",
            "Tensor Perturb(",
            "/// <summary>A member that no plugin has.</summary>\n    bool Randomised { get; }\n\n    Tensor Perturb("
        );
        Change("Augmentations/IAugmentation.cs", "Tensor images,", "Tensor pictures,");
        Change("Datasets/Labelling.cs", "public static", "internal static");

        var minorVersion = Build("-p:Version=2.9.0");
        Assert.That(minorVersion.ExitCode, Is.Not.Zero, minorVersion.Output);
        Assert.That(
            minorVersion.Output,
            Does.Contain("error CP0006: Cannot add interface member 'bool RoCL.Contracts.IAttack.Randomised'")
        );
        Assert.That(
            minorVersion.Output,
            Does.Contain("error CP0017").And.Contain("pictures"),
            "parameters can be named in calls"
        );
        Assert.That(minorVersion.Output, Does.Contain("error CP0001").And.Contain("RoCL.Contracts.Labelling"));

        var majorVersion = Build("-p:Version=3.0.0", "--no-restore");
        Assert.That(majorVersion.ExitCode, Is.Zero, majorVersion.Output);
    }

    private void Change(string file, string from, string to)
    {
        var path = Path.Combine(_copy, "contracts", "RoCL.Contracts", file);
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    // Without analyzers, which would fail the build for the text of the public surface first.
    private BuildResult Build(params string[] options)
    {
        string[] arguments =
        [
            "build",
            "contracts/RoCL.Contracts",
            "-c",
            "Release",
            "-p:RunAnalyzers=false",
            "-p:GenerateDocumentationFile=false",
            "-nodeReuse:false",
            .. options,
        ];
        using var build = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = _copy }
        )!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return new(build.ExitCode, output);
    }

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "RoCL.Plugins.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder)!);

    private sealed record BuildResult(int ExitCode, string Output);
}
