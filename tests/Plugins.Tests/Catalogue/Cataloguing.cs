using System.Text;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using Shared.Plugins;

namespace Plugins.Tests.Catalogue;

public sealed class Cataloguing
{
    private static readonly byte[] Text = "this is no assembly"u8.ToArray();

    [Test]
    public void A_folder_that_is_dropped_in_is_found_by_name_and_by_qualified_name()
    {
        using var folder = new PluginsFolder("SignMomentum", "NotANumber");
        var catalogue = Places.Catalogue(folder.Root);
        foreach (var name in new[] { "sign-momentum", "SignMomentum/sign-momentum" })
        {
            Assert.That(
                Found(catalogue, name).Plugin,
                Is.EqualTo(
                    new PluginIdentity(
                        "SignMomentum",
                        Found(catalogue, name).Plugin.Version,
                        Path.Combine(folder.Root, "SignMomentum", "SignMomentum.dll")
                    )
                )
            );
        }

        Assert.That(catalogue.Problems, Is.Empty);
    }

    [Test]
    public void The_folder_of_one_plugin_can_be_named_too() =>
        Assert.That(Found(Places.CatalogueOf("SignMomentum"), "sign-momentum").Name, Is.EqualTo("sign-momentum"));

    [Test]
    public void A_folder_may_have_a_name_of_its_own()
    {
        using var folder = new PluginsFolder();
        folder.Add("NeedsDependencyOne", "my-lab");
        Assert.That(Found(Places.Catalogue(folder.Root), "dependent").Plugin.Id, Is.EqualTo("NeedsDependencyOne"));
    }

    [Test]
    public void Without_any_plugin_there_is_no_component() => Assert.That(Places.Catalogue().Components, Is.Empty);

    [Test]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "surely not there");
        Assert.That(
            Places.Catalogue(missing).Unreadable.Single().ToString(),
            Is.EqualTo(
                $"ROCL0201 --plugin {missing}: There is nothing at this path. "
                    + "Name a C# file, an assembly, the folder of a plugin, or a folder that holds plugins."
            )
        );
    }

    [Test]
    public void The_hosts_own_folder_may_be_missing() => Assert.That(Places.Catalogue().Unreadable, Is.Empty);

    [Test]
    public void A_text_that_calls_itself_a_dll_is_refused_and_hinders_nobody()
    {
        using var folder = new PluginsFolder("SignMomentum");
        var file = folder.Write("NotAnAssembly/NotAnAssembly.dll", Text);
        var catalogue = Places.Catalogue(folder.Root);
        Assert.That(
            catalogue.Unreadable.Single().ToString(),
            Does.StartWith($"ROCL0210 {file}: The file is not a .NET assembly")
        );
        Assert.That(Found(catalogue, "sign-momentum"), Is.Not.Null);
    }

    [Test]
    public void A_native_library_beside_a_plugin_is_none_of_our_business()
    {
        using var folder = new PluginsFolder();
        folder.Add("SignMomentum", "my-lab");
        folder.Write("my-lab/native.dll", Text);
        folder.Write("my-lab/runtimes/readme.txt", Text);
        Assert.That(Places.Catalogue(folder.Root).Problems, Is.Empty);
    }

    [Test]
    public void Several_plugins_in_one_folder_are_refused()
    {
        using var folder = new PluginsFolder();
        foreach (var plugin in new[] { "SignMomentum", "NotANumber" })
        {
            File.Copy(
                Path.Combine(Places.TestPlugin(plugin), $"{plugin}.dll"),
                Path.Combine(folder.Root, $"{plugin}.dll")
            );
        }

        Assert.That(
            Places.Catalogue(folder.Root).Unreadable.Single().ToString(),
            Does.StartWith($"ROCL0218 {folder.Root}: ").And.Contain("NotANumber.dll, SignMomentum.dll")
        );
    }

    [Test]
    public void An_assembly_without_components_is_reported()
    {
        using var folder = new PluginsFolder();
        folder.Add("DependencyOne", "Dependency");
        Assert.That(Places.Catalogue(folder.Root).Unreadable.Single().Code, Is.EqualTo("ROCL0219"));
    }

    [Test]
    public void Another_major_version_of_the_contracts_is_refused_by_name_and_only_when_it_is_used()
    {
        var catalogue = Places.CatalogueOf("OtherContracts", "SignMomentum");
        Assert.That(Found(catalogue, "sign-momentum"), Is.Not.Null);
        Assert.That(catalogue.Named("from-the-future"), Is.Empty);
        var problem = catalogue.Find(ComponentKind.Attack, "from-the-future", "views.adv.attack").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0211"));
        Assert.That(problem.Where, Does.StartWith("views.adv.attack: plugin OtherContracts 1.2.3 ("));
        Assert.That(problem.What, Is.EqualTo("The plugin was built for RoCL.Contracts 3.0, and this host has 2.0."));
    }

    [Test]
    public void A_newer_framework_is_refused()
    {
        using var folder = new PluginsFolder("SignMomentum");
        var file = Path.Combine(folder.Root, "SignMomentum", "SignMomentum.dll");
        var image = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        File.WriteAllBytes(
            file,
            Encoding.Latin1.GetBytes(image.Replace("Version=v10.0", "Version=v99.0", StringComparison.Ordinal))
        );
        var problem = Places
            .Catalogue(folder.Root)
            .Find(ComponentKind.Attack, "sign-momentum", "here")
            .Problems.Single();
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(
                (
                    "ROCL0212",
                    "The plugin was built for NETCoreApp 99.0, and this host runs on .NET "
                        + $"{Environment.Version.ToString(2)}."
                )
            )
        );
    }

    [Test]
    public void A_newer_TorchSharp_is_refused()
    {
        var older = HostPlatform.Here with { TorchSharp = new(0, 1, 0, 0) };
        var plugin = Places.CatalogueOf("SignMomentum").Plugins[^1].Assembly;
        Assert.That(older.Refuse(plugin).Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0213" }));
        Assert.That(HostPlatform.Here.Refuse(plugin), Is.Empty);
    }

    [Test]
    public void All_of_a_plugins_misfits_are_reported_at_once() =>
        Assert.That(
            new HostPlatform(new(7, 0), new(0, 1, 0, 0), new(8, 0))
                .Refuse(Places.CatalogueOf("SignMomentum").Plugins[^1].Assembly)
                .Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0211", "ROCL0212", "ROCL0213" })
        );

    private static ComponentDescription Found(PluginCatalogue catalogue, string name) =>
        catalogue
            .Find(ComponentKind.Attack, name, "views.adv.attack")
            .Match(found => found, problems => throw new ProblemException(problems[0]));
}
