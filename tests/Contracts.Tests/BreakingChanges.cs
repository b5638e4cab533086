using System.Diagnostics;

namespace Contracts.Tests;

/// <summary>
/// A copy of the contracts is broken and really built: within a major version that fails, and in
/// the next one it does not.
/// </summary>
public sealed class BreakingChanges
{
    private static readonly string Repository = Above(AppContext.BaseDirectory);
    private string _copy = "";

    [SetUp]
    public void Copy()
    {
        _copy = Directory.CreateTempSubdirectory("rocl-contracts-").FullName;
        var project = Path.Combine(Repository, "contracts", "RoCL.Contracts");
        string[] roots = ["Directory.Build.props", "Directory.Packages.props", "global.json"];
        foreach (
            var file in roots
                .Select(name => Path.Combine(Repository, name))
                .Concat(Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories))
        )
        {
            var path = Path.GetRelativePath(Repository, file);
            if (path.Split('/', '\\').Intersect(["bin", "obj"]).Any())
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_copy, path))!);
            File.Copy(file, Path.Combine(_copy, path));
        }
    }

    [TearDown]
    public void Delete() => Directory.Delete(_copy, recursive: true);

    [Test]
    public void Fail_the_build_unless_the_major_version_changes()
    {
        Change(
            "IAttack.cs",
            "Tensor Perturb(",
            "/// <summary>A member that no plugin has.</summary>\n    bool Randomised { get; }\n\n    Tensor Perturb("
        );
        Change("IAugmentation.cs", "Tensor images,", "Tensor pictures,");
        Change("Nearest.cs", "public static", "internal static");
        var (code, said) = Build("-p:Version=1.9.0");
        Assert.That(code, Is.Not.Zero, said);
        Assert.That(
            said,
            Does.Contain("error CP0006: Cannot add interface member 'bool RoCL.Contracts.IAttack.Randomised'")
        );
        Assert.That(said, Does.Contain("error CP0017").And.Contain("pictures"), "named arguments are a part of it");
        Assert.That(said, Does.Contain("error CP0001").And.Contain("RoCL.Contracts.Nearest"));

        (code, said) = Build("-p:Version=2.0.0", "--no-restore");
        Assert.That(code, Is.Zero, said);
    }

    private void Change(string file, string from, string to)
    {
        var path = Path.Combine(_copy, "contracts", "RoCL.Contracts", file);
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    // The comparison alone: what the analyzers say of the text of the public surface is another
    // matter.
    private (int Code, string Said) Build(params string[] options)
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "build",
                    "contracts/RoCL.Contracts",
                    "-c",
                    "Release",
                    "-p:RunAnalyzers=false",
                    "-p:GenerateDocumentationFile=false",
                    "-nodeReuse:false",
                    .. options,
                ]
            )
            {
                RedirectStandardOutput = true,
                WorkingDirectory = _copy,
            }
        )!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return (build.ExitCode, said);
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "RoCL.Plugins.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
