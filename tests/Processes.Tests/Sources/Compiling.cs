using System.Diagnostics;
using Processes.Tests.Runs;
using RoCL.Core;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Sources;
using RoCL.Plugins.Trust;
using Shared.Plugins;

namespace Processes.Tests.Sources;

/// <summary>Plugins of single C# files, by the SDK's own compiler.</summary>
public sealed class Compiling
{
    private const string Brighter = """
        [assembly: System.Reflection.AssemblyInformationalVersion("1.1")]

        /// <summary>Adds light.</summary>
        /// <param name="By">How much.</param>
        [Component("brighter", "Adds light")]
        public sealed record Brighter(double By = 0.1) : IAugmentation
        {
            public Tensor Apply(Tensor images, Rng random) => throw new NotSupportedException(Reason.Why);
        }
        """;

    private const string Reason = "internal static class Reason { public static string? Why => null; }";

    [Test]
    public void A_folder_of_files_is_one_plugin_and_the_same_files_elsewhere_are_the_same_plugin()
    {
        using var here = new SourceFolder("brighter");
        using var there = new SourceFolder("brighter");
        foreach (var folder in new[] { here, there })
            folder.With("Brighter.cs", Brighter).With("Reason.cs", Reason).With("below/Other.cs", "another plugin's");
        var first = here.Plugin();
        var second = there.Plugin();
        Assert.That(first.Path, Is.Not.EqualTo(second.Path));
        Assert.That(PluginHash.Of(first), Is.EqualTo(PluginHash.Of(second)));
        Assert.That(first.ToString(), Is.EqualTo("brighter 1.1"));
        Assert.That(here.Plugin().Path, Is.EqualTo(first.Path));
        Assert.That(here.Shown, Is.EqualTo(new[] { "brighter" }), "what is in the cache is not compiled again");
        var component = Places.Catalogue(Path.GetDirectoryName(first.Path)!).Named("brighter").Single();
        Assert.That(ComponentDocumentation.Add(component).Options.Single().Summary, Is.EqualTo("How much."));
        var apply = Assert.Throws<NotSupportedException>(() =>
            (
                (IAugmentation)
                    Activator.CreateInstance(new LoadedComponents(new McMasterPluginLoader()).Load(component), 0.1)!
            ).Apply(null!, null!)
        );
        Assert.That(
            apply!.StackTrace,
            Does.Contain($"in brighter{Path.DirectorySeparatorChar}Brighter.cs:line 8")
                .Or.Contain("in brighter/Brighter.cs:line 8")
        );
        Assert.That(apply.StackTrace, Does.Not.Contain(here.Root));
    }

    [Test]
    public void Commas_and_equals_signs_may_be_in_names_and_a_compiled_plugin_that_was_damaged_is_compiled_again()
    {
        using var folder = new SourceFolder("a,b=c").With("bright, by=far.cs", Brighter).With("Reason.cs", Reason);
        var plugin = Path.Combine(folder.Ready(folder.Root).ValueOrThrow(), "a,b=c.dll");
        var sound = File.ReadAllBytes(plugin);
        var other = Path.Combine(Places.TestPlugin("SignMomentum"), "SignMomentum.dll");
        foreach (var damaged in (byte[][])[sound[..200], File.ReadAllBytes(other)])
        {
            File.WriteAllBytes(plugin, damaged);
            Assert.That(folder.Ready(folder.Root).ValueOrThrow(), Is.EqualTo(Path.GetDirectoryName(plugin)));
            Assert.That(File.ReadAllBytes(plugin), Is.EqualTo(sound));
        }

        Assert.That(folder.Cached.Count(), Is.EqualTo(1), "no leftovers");
    }

    [Test]
    public void What_was_compiled_before_is_not_compiled_again_until_it_changes()
    {
        using var folder = new SourceFolder("alone");
        folder.With("Reason.cs", Reason);
        var compiled = new SourcePlugins(() => folder.Sdk, folder.Compiler).Ready([folder["Reason.cs"]]);
        var without = new SourcePlugins(() => folder.Sdk with { Dotnet = "there is no such program" }, folder.Compiler);
        Assert.That(ValueOf(without.Ready([folder["Reason.cs"]])), Is.EqualTo(ValueOf(compiled)));
        folder.With("Reason.cs", Reason + " ");
        Assert.That(without.Ready([folder["Reason.cs"]]).Problems.Single().Code, Is.EqualTo("ROCL0234"));
        Assert.That(folder.Cached, Has.Exactly(1).Items, "what fails leaves nothing behind");
    }

    [Test]
    public void Two_processes_that_want_the_same_plugin_at_once_both_get_it()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["Brighter.cs"], Brighter.Replace("Reason.Why", "null", StringComparison.Ordinal));
        // Somebody else's, who was killed while he wrote.
        Directory.CreateDirectory(rocl["cache/plugins/0123.1.x/Brighter"]);
        var both = new[] { Start(rocl), Start(rocl) };
        foreach (var ended in both.Select(Rocl.End))
        {
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            Assert.That(ended.Output, Does.Contain("from Brighter 1.1"));
        }
        Assert.That(
            Directory.GetDirectories(rocl["cache/plugins"]).Select(Path.GetFileName).Except(["0123.1.x"]).Count(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void The_compilers_errors_are_shown_as_they_are_before_a_run_has_a_folder()
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["Brighter.cs"], $"using Numerics.Of.Others;\n{Brighter}");
        var ended = rocl.Run("run", "demo-rocl", "--plugin", "Brighter.cs", "--out", "run");
        Assert.That(ended.Code, Is.EqualTo(4));
        Assert.That(
            ended.ErrorLines[0],
            Does.StartWith("error ROCL0230 Brighter: The plugin does not compile, for one reason.")
                .And.Contain("rocl new KIND Brighter --project")
        );
        Assert.That(ended.ErrorLines.Skip(1).Single(), Does.StartWith("Brighter.cs(1,7): error CS0246: "));
        Assert.That(Directory.Exists(rocl["run"]), Is.False);
    }

    private static Process Start(Rocl rocl) => rocl.Start("plugins", "brighter", "--plugin", "Brighter.cs");

    private static string ValueOf(Result<System.Collections.Immutable.ImmutableArray<string>> ready) =>
        ready.Match(paths => paths.Single(), problems => throw new ProblemException(problems[0]));

    [TestCase("CS0016: Could not write to output file '/a.dll' -- 'No space left on device'")]
    [TestCase("CS0041: Unexpected error writing debug information -- 'No space left on device : '/a.pdb''")]
    [TestCase("CS1569: Error writing to XML documentation file: No space left on device : '/a.xml'")]
    [Platform("Linux")]
    public void A_compiler_that_cannot_write_is_no_fault_of_the_plugin(string error)
    {
        using var folder = new SourceFolder("sound")
            .With("Sound.cs", "")
            .With("full", $"#!/bin/sh\necho \"error {error}\"\nexit 1\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["full"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var plugins = new SourcePlugins(() => folder.Sdk with { Dotnet = folder["full"] }, folder.Compiler);
        var problem = plugins.Ready([folder["Sound.cs"]]).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0706"));
        Assert.That(problem.What, Does.Contain(error));
    }
}
