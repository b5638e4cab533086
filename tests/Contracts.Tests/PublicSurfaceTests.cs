namespace Contracts.Tests;

/// <summary>
/// The contracts are what cannot change later: an analyzer compares each build with the text; this
/// says that the text is at work.
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
        var public_ = typeof(IAttack)
            .Assembly.GetExportedTypes()
            .Select(type => type.FullName!.Replace('+', '.').Split('`')[0])
            .Order();
        var written = Surface
            .Where(line =>
                !line.Contains('(') && !line.Contains("->") && line.StartsWith("RoCL.", StringComparison.Ordinal)
            )
            .Select(line => line.Split('<', ' ')[0])
            .Order();
        Assert.That(written, Is.EqualTo(public_));
    }

    [Test]
    public void Members_are_in_the_text_with_their_types() =>
        Assert.That(
            Surface,
            Has.Some.StartsWith(
                "RoCL.Contracts.IAttack.Perturb(TorchSharp.torch.Tensor! clean, RoCL.Contracts.IObjective! objective, "
            )
        );
}
