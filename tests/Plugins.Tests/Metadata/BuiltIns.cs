using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Metadata;
using Shared.Plugins;

namespace Plugins.Tests.Metadata;

/// <summary>The plugins that come with the host, whichever they are.</summary>
public sealed class BuiltIns
{
    private static readonly LoadedComponents Types = new(new McMasterPluginLoader());

    private static IEnumerable<string> Folders =>
        Directory
            .GetDirectories(Places.BuiltPlugins)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Components =>
        Places
            .Catalogue(Places.BuiltPlugins)
            .Components.Where(component =>
                component.Plugin.Path.StartsWith(Places.BuiltPlugins, StringComparison.Ordinal)
            )
            .Select(component => $"{component.Kind} {component.QualifiedName}");

    [Test]
    public void They_are_there() =>
        Assert.That(Folders, Is.SupersetOf(new[] { "Attacks.Gradient", "Encoders.ResNet", "Losses.NtXent" }));

    [TestCaseSource(nameof(Folders))]
    public void Metadata_and_reflection_agree(string plugin)
    {
        var read = (
            (Result<PluginAssembly>.Ok)PluginFolder.ReadFile(Path.Combine(Places.BuiltPlugins, plugin, $"{plugin}.dll"))
        ).Value;
        Assert.That(read.Faults, Is.Empty);
        var loaded = new McMasterPluginLoader().Load(read.Identity);
        Assert.That(Reflected.Lines(read.Components), Is.EqualTo(Reflected.Lines(Reflected.Components(loaded, read))));
    }

    [TestCaseSource(nameof(Components))]
    public void Each_loads_and_documents_every_option(string name)
    {
        var component = Places
            .Catalogue(Places.BuiltPlugins)
            .Components.Single(each => $"{each.Kind} {each.QualifiedName}" == name);
        Assert.That(Types.Load(component).FullName, Is.EqualTo(component.TypeName));
        Assert.That(
            ComponentDocumentation
                .Add(component)
                .Options.Where(option => option.Summary is null)
                .Select(option => option.Name),
            Is.Empty
        );
    }

    [Test]
    public void Each_whose_options_have_defaults_is_made_from_them() =>
        Assert.Multiple(() =>
        {
            var components = Places
                .Catalogue(Places.BuiltPlugins)
                .Components.Where(each => !each.Options.Any(option => option.Required))
                .ToList();
            Assert.That(components.Select(component => component.Name), Does.Contain("pgd").And.Contain("sgd"));
            foreach (var component in components)
            {
                Assert.That(
                    Construction.Create(Types.Load(component), new Dictionary<string, object?>()),
                    Is.InstanceOf(Contract.Of(component.Kind)),
                    component.QualifiedName
                );
            }
        });

    [Test]
    public void They_bring_neither_the_contracts_nor_TorchSharp_along()
    {
        var files = Directory.GetFiles(Places.BuiltPlugins, "*.dll", SearchOption.AllDirectories);
        Assert.That(
            files.Select(Path.GetFileName),
            Has.Some.EqualTo("Attacks.Gradient.dll")
                .And.None.EqualTo("RoCL.Contracts.dll")
                .And.None.EqualTo("TorchSharp.dll")
        );
        Assert.That(
            files
                .Where(file => Path.GetFileName(file) == "SkiaSharp.dll")
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file))),
            Is.EqualTo(new[] { "Datasets.ImageFolder" }),
            "what TorchSharp needs has only a plugin that needs it itself"
        );
    }
}
