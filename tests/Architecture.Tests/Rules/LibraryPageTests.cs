using System.Text.RegularExpressions;
using Architecture.Tests.Semantics;
using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Rules;

/// <summary>
/// The programs on the page about the packages compile against what is built, and name packages
/// that are made, in their versions. A test of processes, which takes a minute, runs them.
/// </summary>
public sealed partial class LibraryPageTests
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.Linq;
        """;

    private static IEnumerable<string> Programs =>
        CSharpFences().Matches(Repository.Read("docs/library.md")).Select(fence => fence.Groups["text"].Value);

    [TestCaseSource(nameof(Programs))]
    public void A_program_compiles(string program) => Assert.That(ErrorsOf(program), Is.Empty);

    [Test]
    public void There_are_three_programs_and_a_wrong_one_is_found()
    {
        Assert.That(Programs.Count(), Is.EqualTo(3));
        Assert.That(ErrorsOf("using RoCL.Attacks;\nConsole.WriteLine(new AutoAttack());"), Is.Not.Empty);
    }

    [Test]
    public void Packages_have_the_versions_that_are_made()
    {
        var page = Repository.Read("docs/library.md");
        var properties = Repository.Read("Directory.Build.props");
        var own = Property(properties, "Version");
        var libtorch = Property(properties, "LibTorchVersion");
        var named = Packages()
            .Matches(page)
            .Select(match => (Id: match.Groups["id"].Value, match.Groups["version"].Value));
        Assert.That(named.Select(package => package.Id), Has.Some.StartsWith("RoCL.").And.Some.StartsWith("libtorch"));
        foreach (var (id, version) in named)
            Assert.That(version, Is.EqualTo(id.StartsWith("RoCL.", StringComparison.Ordinal) ? own : libtorch), id);
    }

    private static IEnumerable<string> ErrorsOf(string program)
    {
        var text = string.Join(
            '\n',
            program.Split('\n').Where(line => !line.StartsWith("#:", StringComparison.Ordinal))
        );
        return Compiled
            .Program([Sources.Parse(ImplicitUsings, "Usings.cs"), Sources.Parse(text, "Program.cs")])
            .Where(found => found.Severity is DiagnosticSeverity.Error)
            .Select(found => found.ToString());
    }

    private static string Property(string project, string name) =>
        Regex.Match(project, $"<{name}>([^<]+)</{name}>").Groups[1].Value;

    [GeneratedRegex(@"^```csharp\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpFences();

    [GeneratedRegex(
        """(?:#:package (?<id>[\w.-]+)@|PackageReference Include="(?<id>[\w.-]+)" Version=")(?<version>[\d.]+)"""
    )]
    private static partial Regex Packages();
}
