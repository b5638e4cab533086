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
    // These are made by the program, in three seconds; of the others the same files are read from
    // the package.
    private static readonly string[] MadeByDotnet = ["attack", "encoder", "stateful-loss", "threat-model"];

    [Test]
    public void Each_kind_has_a_template_and_all_together_build_from_packages_alone_and_take_two_steps()
    {
        using var rocl = new Rocl();
        Feed.Serve(rocl.Folder);
        Install(rocl);
        // One by the name in recipes, the others by the name in code: both have to come out as
        // both.
        foreach (var kind in MadeByDotnet)
        {
            var name = kind == "attack" ? "my-attack" : Record(kind);
            Dotnet.In(rocl.Folder, "new", $"rocl-{kind}", "-n", name, "--debug:custom-hive", rocl["hive"]);
        }

        Assert.That(
            Written(rocl).Order(),
            Is.EqualTo(MadeByDotnet.SelectMany(AsRoclWould).Order()),
            "the files are the ones that rocl new writes"
        );
        using var package = new TemplatePackage(Feed.Folder);
        foreach (var kind in Template.Kinds)
            Assert.That(package.Files(kind, Record(kind), $"my-{kind}"), Is.EquivalentTo(AsRoclWould(kind)), kind);

        // A stranger's project of all of them, in an empty folder: the contracts are the packed
        // ones.
        foreach (var kind in Template.Kinds)
        {
            var file = AsRoclWould(kind).Single(file => file.Path == $"{Record(kind)}/{Record(kind)}.cs");
            File.WriteAllText(rocl[$"MyAttack/{Record(kind)}.cs"], file.Text);
        }
        Dotnet.In(rocl["MyAttack"], "build", "-c", "Release", "-v", "quiet", "-warnaserror");
        Assert.That(
            Directory.GetFiles(rocl["MyAttack/bin/Release/net10.0"], "*.dll").Select(Path.GetFileName),
            Is.EqualTo(new[] { "MyAttack.dll" }),
            "neither the contracts nor TorchSharp"
        );

        var ended = rocl.Run([.. EveryKind.Run, "--plugin", "MyAttack/bin/Release/net10.0"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(File.ReadAllLines(rocl["run/metrics.jsonl"]), Has.Length.EqualTo(2));
        Assert.That(ended.Progress, Does.Contain("my-loss(a,b)"));
        Assert.That(ended.Output, Does.Contain("my-evaluation").And.Contain("shifted 2"));
        var recipe = rocl.Json("run/recipe.json").ToJsonString();
        foreach (var kind in Template.Kinds)
            Assert.That(recipe, Does.Contain($"\"my-{kind}\""));
        Assert.That(
            rocl.Json("run/environment.json")[0]!["plugins"]!
                .AsArray()
                .Select(plugin => $"{plugin!["id"]} {plugin["version"]}"),
            Has.Member("MyAttack 0.1.0")
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

    private static IEnumerable<(string Path, string Text)> Written(Rocl rocl) =>
        rocl.Files()
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".csproj", StringComparison.Ordinal)
            )
            .Select(file => (file, File.ReadAllText(rocl[file])));

    private static IEnumerable<(string Path, string Text)> AsRoclWould(string kind) =>
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

    private static void Install(Rocl rocl)
    {
        var version = Version("plugin-templates/RoCL.Plugins.Templates.csproj");
        var package = Path.Combine(Feed.Folder, $"RoCL.Plugins.Templates.{version}.nupkg");
        Dotnet.In(rocl.Folder, "new", "install", package, "--debug:custom-hive", rocl["hive"]);
    }

    private static string Record(string kind) =>
        PluginName
            .Of($"my-{kind}")
            .Match(name => name.Record, problems => throw new AssertionException($"{problems[0]}"));
}
