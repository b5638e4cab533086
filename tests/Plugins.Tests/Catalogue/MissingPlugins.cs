using RoCL.Plugins.Catalogue;
using Shared.Plugins;

namespace Plugins.Tests.Catalogue;

/// <summary>The build lists its plugins, so that one that is gone is noticed.</summary>
public sealed class MissingPlugins
{
    [Test]
    public void A_plugin_that_the_program_was_built_with_and_that_is_gone_is_named()
    {
        using var host = new PluginsFolder();
        Assert.That(ShippedPlugins.Missing(host.Root), Is.Empty, "a program without a list");
        host.Write(ShippedPlugins.ListName, "Here\nGone\n"u8.ToArray());
        host.Write("plugins/Here/Here.dll", [1]);
        var problem = ShippedPlugins.Missing(host.Root).Single();
        var gone = Path.Combine(host.Root, "plugins", "Gone", "Gone.dll");
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0708", gone)));
    }

    [Test]
    public void The_build_lists_all_plugins_beside_the_host()
    {
        var host = Path.GetDirectoryName(Places.BuiltPlugins)!;
        Assert.That(
            File.ReadAllLines(Path.Combine(host, ShippedPlugins.ListName)),
            Is.EquivalentTo(Directory.GetDirectories(Places.BuiltPlugins).Select(Path.GetFileName))
        );
        Assert.That(ShippedPlugins.Missing(host), Is.Empty);
    }
}
