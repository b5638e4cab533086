using RoCL.Plugins.Sources;
using Shared.Plugins;

namespace Plugins.Tests.Sources;

/// <summary>
/// What <c>--plugin PATH</c> may name, and what it says where that cannot be compiled.
/// </summary>
public sealed class NamingPaths
{
    [Test, Platform("Linux")]
    public void A_name_that_the_compiler_cannot_take_is_said_before_it_is_asked()
    {
        using var folder = new SourceFolder("odd").With("a*b.cs", "");
        var problem = folder.Ready(folder["a*b.cs"]).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0201", $"--plugin {folder["a*b.cs"]}")));
    }

    [Test]
    public void A_file_that_is_not_utf8_is_refused_and_not_misread()
    {
        using var folder = new SourceFolder("old").With("Old.cs", "");
        File.WriteAllBytes(folder["Old.cs"], [.. "// caf"u8, 0xE9]);
        var problem = folder.Ready(folder["Old.cs"]).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0148", $"{folder["Old.cs"]}(1,7)")));
    }

    [Test]
    public void A_package_is_a_projects_task()
    {
        using var folder = new SourceFolder("needy").With("Needy.cs", "// first\n#:package Deedle@3.0.0\n");
        var problem = folder.Ready(folder["Needy.cs"]).Problems.Single();
        Assert.That(
            $"{problem}",
            Does.StartWith("ROCL0232 Needy.cs(2): The line asks for \"#:package Deedle@3.0.0\"")
                .And.Contain("--project")
        );
    }

    [Test]
    public void A_project_is_built_first_but_the_one_for_editors_is_none()
    {
        using var folder = new SourceFolder("lab").With("A.cs", "").With(PluginPath.Editors, "<Project />");
        Assert.That(PluginPath.Of(folder.Root), Is.InstanceOf<PluginPath.Source>());
        folder.With("Lab.csproj", "<Project />");
        Assert.That(
            $"{folder.Ready(folder.Root).Problems.Single()}",
            Does.StartWith("ROCL0233 ").And.Contain("Lab.csproj").And.Contain("dotnet build")
        );
        folder.With("Lab.dll", "");
        Assert.That(PluginPath.Of(folder.Root), Is.InstanceOf<PluginPath.Built>());
    }

    [Test]
    public void An_assembly_is_a_plugin_by_itself()
    {
        var assembly = Path.Combine(Places.TestPlugin("SignMomentum"), "SignMomentum.dll");
        Assert.That(PluginPath.Of(assembly), Is.InstanceOf<PluginPath.Built>());
        Assert.That(Places.Catalogue(assembly).Named("SignMomentum/sign-momentum").Count(), Is.EqualTo(1));
        Assert.That(
            Places.Catalogue(Path.Combine(Places.BuiltPlugins, "..", "rocl.deps.json")).Unreadable.Single().Code,
            Is.EqualTo("ROCL0210")
        );
    }

    [Test]
    public void The_newest_sdk_of_the_first_dotnet_that_has_one_compiles()
    {
        var root = Directory.CreateTempSubdirectory("rocl-dotnet-").FullName;
        try
        {
            var old = Path.Combine(root, "old");
            var young = Path.Combine(root, "young");
            foreach (
                var sdk in new[]
                {
                    "old/sdk/8.0.100",
                    "old/sdk/9.0.302",
                    "young/sdk/10.0.99",
                    "young/sdk/10.0.401",
                    "young/sdk/10.0.401-rc.1",
                    "young/sdk/99.0.1",
                    "young/sdk/notes",
                }
            )
            {
                if (!sdk.Contains("99.0", StringComparison.Ordinal))
                    Directory.CreateDirectory(Path.Combine(root, sdk, "Roslyn", "bincore"));
                else
                    Directory.CreateDirectory(Path.Combine(root, sdk));
            }

            foreach (var bin in Directory.EnumerateDirectories(root, "bincore", SearchOption.AllDirectories))
                File.WriteAllText(Path.Combine(bin, "csc.dll"), "");
            foreach (var dotnet in new[] { old, young })
                File.WriteAllText(Path.Combine(dotnet, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), "");
            Assert.That(Sdk.Among([old]), Is.Null);
            Assert.That(
                Sdk.Among([Path.Combine(root, "none"), old, young])?.Folder,
                Is.EqualTo(Path.Combine(young, "sdk", "10.0.401"))
            );
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Test]
    public void Without_an_sdk_that_is_said_and_only_where_there_is_something_to_compile()
    {
        var none = new SourcePlugins(
            () => new RoCL.Contracts.Problem("ROCL0231", "--plugin", "there is no SDK.", "Install it."),
            new SourceCompiler("nowhere", _ => { }, _ => null)
        );
        using var folder = new SourceFolder("alone").With("A.cs", "");
        Assert.That(none.Ready([Places.BuiltPlugins]).Problems, Is.Empty);
        Assert.That(
            none.Ready([folder["A.cs"], folder.Root]).Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0231", "ROCL0231" })
        );
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_no_fault_of_the_plugin()
    {
        using var folder = new SourceFolder("sound").With("Sound.cs", "");
        File.WriteAllText(Path.Combine(folder.Root, "..", "cache"), "a file, where the folder should be");
        Assert.That(folder.Ready(folder["Sound.cs"]).Problems.Single().Code, Is.EqualTo("ROCL0706"));
    }
}
