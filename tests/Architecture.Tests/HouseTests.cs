namespace Architecture.Tests;

/// <summary>What may lie where.</summary>
public sealed class HouseTests
{
    private static readonly string[] AtTheTop =
    [
        "RoCL.Plugins.sln",
        "host",
        "plugins",
        "contracts",
        "tests",
        "plugin-templates",
        "docs",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
    ];

    [Test]
    public void The_top_level_holds_what_belongs_there_and_nothing_else() =>
        Assert.That(
            Directory
                .EnumerateFileSystemEntries(Repository.Folder)
                .Select(Path.GetFileName)
                .Where(name => !name!.StartsWith('.') && name is not ("runs" or "TestResults"))
                .Except(AtTheTop),
            Is.Empty
        );

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Folder, "RoCL.Plugins.sln"));
        var projects = new[] { "host", "plugins", "contracts", "tests" }
            .SelectMany(room =>
                Directory.EnumerateFiles(Path.Combine(Repository.Folder, room), "*.csproj", SearchOption.AllDirectories)
            )
            .Select(project => Path.GetRelativePath(Repository.Folder, project).Replace('/', '\\'));
        Assert.That(
            projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [Test]
    public void No_file_is_named_after_nothing() =>
        Assert.That(
            new[] { "host", "plugins", "contracts", "tests" }
                .SelectMany(room =>
                    Directory.EnumerateFiles(Path.Combine(Repository.Folder, room), "*.cs", SearchOption.AllDirectories)
                )
                .Select(Path.GetFileNameWithoutExtension)
                .Where(name =>
                    System.Text.RegularExpressions.Regex.IsMatch(
                        name!,
                        "(Manager|Helper|Helpers|Utils|Util|Common|Misc)$"
                    )
                ),
            Is.Empty
        );
}
