namespace Contracts.Tests;

/// <summary>
/// Plugins depend on the public members of the contracts. An analyzer compares each build with the
/// text of the public surface; these tests show that the text is complete.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly string[] Surface =
    [
        .. Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "surface"), "PublicAPI.*.txt")
            .SelectMany(File.ReadLines)
            .Where(line => !line.StartsWith('#')),
    ];

    [Test]
    public void Every_public_type_and_no_other_is_in_the_text()
    {
        var publicTypes = typeof(IAttack)
            .Assembly.GetExportedTypes()
            .Select(type => type.FullName!.Replace('+', '.').Split('`')[0])
            .Order();
        Assert.That(Surface.Where(IsType).Select(line => line.Split('<', ' ')[0]).Order(), Is.EqualTo(publicTypes));
    }

    [Test]
    public void Members_are_in_the_text_with_their_types() =>
        Assert.That(
            Surface,
            Has.Some.StartsWith(
                "RoCL.Contracts.IAttack.Perturb(TorchSharp.torch.Tensor! clean, RoCL.Contracts.IObjective! objective, "
            )
        );

    private static bool IsType(string line) =>
        line.StartsWith("RoCL.", StringComparison.Ordinal) && !line.Contains('(') && !line.Contains("->");
}
