using System.IO.Compression;
using System.Text.RegularExpressions;
using Processes.Tests.Runs;
using RoCL.Plugins.Templates;

namespace Processes.Tests.New;

/// <summary>
/// The template pack as a stranger meets it: installed, made, built against packages alone, dropped
/// in, trained with.
/// </summary>
public sealed class Templating
{
    private static readonly string[] Kinds = ["attack", "augmentation", "encoder", "loss"];

    [Test]
    public void Each_kind_builds_from_packages_alone_is_dropped_in_and_trained_with()
    {
        using var rocl = new Rocl();
        Feed.Serve(rocl.Folder);
        Dotnet.In(
            rocl.Folder,
            "new",
            "install",
            Path.Combine(
                Feed.Folder,
                $"RoCL.Plugins.Templates.{Version("plugin-templates/RoCL.Plugins.Templates.csproj")}.nupkg"
            ),
            "--debug:custom-hive",
            rocl["hive"]
        );
        // One by the name in recipes, the others by the name in code: both have to come out as
        // both.
        foreach (var kind in Kinds)
        {
            Dotnet.In(
                rocl.Folder,
                "new",
                $"rocl-{kind}",
                "-n",
                kind == "attack" ? "my-attack" : $"My{Capital(kind)}",
                "--debug:custom-hive",
                rocl["hive"]
            );
        }

        Assert.That(
            Written(rocl).Order(),
            Is.EqualTo(Kinds.SelectMany(AsRoclWould).Order()),
            "the files are the ones that rocl new writes"
        );

        var written = Kinds.Select(kind => $"<Project Path=\"My{Capital(kind)}/My{Capital(kind)}.csproj\" />");
        File.WriteAllText(rocl["All.slnx"], $"<Solution>{string.Concat(written)}</Solution>");
        Dotnet.In(rocl.Folder, "build", "All.slnx", "-c", "Release", "-v", "quiet", "-warnaserror");
        Assert.That(
            Directory.GetFiles(rocl["MyAttack/bin/Release/net10.0"], "*.dll").Select(Path.GetFileName),
            Is.EqualTo(new[] { "MyAttack.dll" }),
            "neither the contracts nor TorchSharp"
        );

        var plugins = Kinds.SelectMany(kind => new[] { "--plugin", $"My{Capital(kind)}/bin/Release/net10.0" });
        var ended = rocl.Run([
            "run",
            "demo-rocl",
            "--out",
            "run",
            "--device",
            "cpu",
            .. plugins,
            .. TwoSteps,
            "--set",
            "views.adv.attack.use=my-attack",
            "--set",
            "views.a.augment.1=my-augmentation",
            "--set",
            "encoder=my-encoder",
            "--set",
            "loss.0.use=my-loss",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(File.ReadAllLines(rocl["run/metrics.jsonl"]), Has.Length.EqualTo(2));
        Assert.That(
            rocl.Json("run/environment.json")[0]!["plugins"]!
                .AsArray()
                .Select(plugin => $"{plugin!["id"]} {plugin["version"]}"),
            Is.SupersetOf(Kinds.Select(kind => $"My{Capital(kind)} 0.1.0"))
        );
    }

    [Test]
    public void The_packages_say_what_they_are_and_the_projects_ask_for_the_versions_that_there_are()
    {
        foreach (
            var (package, content) in new[]
            {
                ("RoCL.Contracts", "lib/net10.0/RoCL.Contracts.xml"),
                ("RoCL.Contracts.Testing", "lib/net10.0/RoCL.Contracts.Testing.dll"),
                ("RoCL.Plugins.Templates", "content/loss/.template.config/template.json"),
            }
        )
        {
            using var archive = ZipFile.OpenRead(Directory.GetFiles(Feed.Folder, $"{package}.?.?.?.nupkg").Single());
            Assert.That(
                archive.Entries.Select(entry => entry.FullName),
                Has.Member("README.md").And.Member(content),
                package
            );
            using var nuspec = new StreamReader(archive.GetEntry($"{package}.nuspec")!.Open());
            Assert.That(
                nuspec.ReadToEnd(),
                Does.Contain(">MIT<").And.Contain("<readme>README.md</readme>").And.Contain("<description>"),
                package
            );
        }
        var projects = string.Concat(
            Of("loss", "my-loss")
                .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(file => file.Text)
        );
        Assert.That(
            projects,
            Does.Contain($"\"RoCL.Contracts\" Version=\"{Version("contracts/RoCL.Contracts/RoCL.Contracts.csproj")}\"")
        );
        Assert.That(
            projects,
            Does.Contain(
                "\"RoCL.Contracts.Testing\" Version="
                    + $"\"{Version("contracts/RoCL.Contracts.Testing/RoCL.Contracts.Testing.csproj")}\""
            )
        );
        var central = File.ReadAllText(Path.Combine(Feed.Repository, "Directory.Packages.props"));
        var packages = Regex
            .Matches(projects, "Include=\"(NUnit[^\"]*|Microsoft[^\"]*)\" Version")
            .Select(asked => asked.Groups[1].Value)
            .ToList();
        Assert.That(packages, Does.Contain("NUnit").And.Contain("Microsoft.NET.Test.Sdk"));
        foreach (var package in packages)
        {
            var ours = Regex.Match(central, $"Include=\"{Regex.Escape(package)}\" Version=\"[^\"]+\"");
            Assert.That(ours.Success, package);
            Assert.That(projects, Does.Contain(ours.Value), package);
        }
    }

    /// <summary>128 images in batches of 64, and nothing measured.</summary>
    internal static readonly string[] TwoSteps =
    [
        "--set",
        "images={\"train\":128,\"test\":20}",
        "--set",
        "train={\"epochs\":1,\"batch\":64}",
        "--set",
        "views.adv.attack.iterations=1",
        "--set",
        "evaluate=[]",
    ];

    private static IEnumerable<(string, string)> Written(Rocl rocl) =>
        rocl.Files()
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".csproj", StringComparison.Ordinal)
            )
            .Select(file => (file, File.ReadAllText(rocl[file])));

    private static IEnumerable<(string, string)> AsRoclWould(string kind) =>
        Of(kind, $"my-{kind}").Select(file => (file.Path, file.Text));

    private static IEnumerable<NewFile> Of(string kind, string name) =>
        Template
            .Of(kind)
            .Then<IEnumerable<NewFile>>(template =>
                PluginName.Of(name).Then<IEnumerable<NewFile>>(named => template.Projects(named).ToList())
            )
            .Match(files => files, problems => throw new AssertionException($"{problems[0]}"));

    private static string Version(string project) =>
        Regex
            .Match(File.ReadAllText(Path.Combine(Feed.Repository, project)), "<Version>(.+)</Version>")
            .Groups[1]
            .Value;

    private static string Capital(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..];
}
