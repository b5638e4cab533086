using System.Reflection;

namespace Fidelity.Tests.Reference;

/// <summary>
/// The golden files beside the tests: a test without a file would be passed over, and a file
/// without a test would show nothing.
/// </summary>
public sealed class GoldenFolderTests
{
    private static IEnumerable<string> Beginnings =>
        typeof(GoldenFolderTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<GoldenFilesAttribute>())
            .Select(files => files.Beginning)
            .Distinct()
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Beginnings))]
    public void There_is_a_file_to_agree_with(string beginning) =>
        Assert.That(Golden.Named(beginning, Golden.OwnFolder), Is.Not.Empty);

    [Test]
    public void Every_file_is_compared_with_something()
    {
        var compared = Beginnings.SelectMany(beginning => Golden.Named(beginning, Golden.OwnFolder)).ToHashSet();
        var networks = compared
            .Select(name => Golden.Open(name, Golden.OwnFolder))
            .Where(golden => golden.HasNetworkFile)
            .Select(golden => golden.Network)
            .ToHashSet();
        Assert.That(
            Golden.Named("", Golden.OwnFolder).Where(name => !compared.Contains(name) && !networks.Contains(name)),
            Is.Empty
        );
    }
}
