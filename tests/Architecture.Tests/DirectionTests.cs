namespace Architecture.Tests;

/// <summary>Dependencies point one way: plugins -> contracts &lt;- core &lt;- host.</summary>
public sealed class DirectionTests
{
    [Test]
    public void Contracts_know_nothing_of_the_house() => Assert.That(House.OwnReferences(House.Contracts), Is.Empty);

    [Test]
    public void The_laws_know_the_contracts_alone() =>
        Assert.That(
            House.OwnReferences(System.Reflection.Assembly.Load("RoCL.Contracts.Testing")),
            Is.EqualTo(new[] { "RoCL.Contracts" })
        );

    [Test]
    public void The_core_knows_the_contracts_alone() =>
        Assert.That(House.OwnReferences(House.Core), Is.EqualTo(new[] { "RoCL.Contracts" }));

    [Test]
    public void The_host_knows_core_and_contracts_and_no_plugin() =>
        Assert.That(House.OwnReferences(House.Host), Is.EquivalentTo(new[] { "RoCL.Contracts", "RoCL.Core" }));

    [Test]
    public void Every_plugin_of_the_folder_is_looked_at() =>
        Assert.That(
            House.Plugins.Select(plugin => plugin.GetName().Name),
            Is.EquivalentTo(
                Directory
                    .EnumerateFiles(Path.Combine(Repository.Folder, "plugins"), "*.csproj", SearchOption.AllDirectories)
                    .Select(Path.GetFileNameWithoutExtension)
            )
        );

    [TestCaseSource(typeof(House), nameof(House.Plugins))]
    public void A_plugin_knows_the_contracts_alone(System.Reflection.Assembly plugin) =>
        Assert.That(House.OwnReferences(plugin), Is.EqualTo(new[] { "RoCL.Contracts" }));

    [Test]
    public void The_contracts_lean_on_TorchSharp_alone() =>
        Assert.That(
            House
                .Contracts.GetReferencedAssemblies()
                .Select(reference => reference.Name)
                .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "TorchSharp" })
        );

    [Test]
    public void The_core_leans_on_TorchSharp_alone() =>
        Assert.That(
            House
                .Core.GetReferencedAssemblies()
                .Select(reference => reference.Name)
                .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { "RoCL.Contracts", "TorchSharp" })
        );
}
