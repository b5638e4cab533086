using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>What a bench finds out about networks that hide their gradients.</summary>
internal static class MaskingBench
{
    /// <summary>The attack that is looked at where a test names none.</summary>
    public static ToyAscent Attack { get; } = new(Iterations: 20, Step: 0.1);

    /// <summary>The signs that one attack finds.</summary>
    public static IReadOnlyList<Flag> Flags(
        nn.Module<Tensor, Tensor> network,
        IAttack? attack = null,
        string? blind = "toy-blind",
        ThreatModel? threat = null
    ) => Evidence(network, [new(attack ?? Attack, threat ?? new LInf(0.3))], blind).Single().Flags;

    /// <summary>The codes of the signs that speak against a network.</summary>
    public static IEnumerable<string> Raised(nn.Module<Tensor, Tensor> network, IAttack? attack = null) =>
        Flags(network, attack).Where(flag => flag.Raised).Select(flag => flag.Code);

    /// <summary>The codes of the signs that speak against a figure.</summary>
    public static IEnumerable<string> RaisedIn(Evidence evidence) =>
        evidence.Flags.Where(flag => flag.Raised).Select(flag => flag.Code);

    /// <summary>What several attacks find, one after the other.</summary>
    /// <param name="network">The network.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="blind">The attack without gradients; none where left out.</param>
    public static IReadOnlyList<Evidence> Evidence(
        nn.Module<Tensor, Tensor> network,
        IEnumerable<AttackIn> attacks,
        string? blind = "toy-blind"
    )
    {
        using var box = new Toybox();
        var recipe = ToyShelf.Read(
            ToyShelf.Rocl,
            "evaluate=toy-evaluation",
            blind is null ? "masking.images=24" : $"masking={{\"images\":24,\"blackBox\":\"{blind}\"}}"
        );
        var bench = new Bench(
            box.Plan with
            {
                Bindings = new ToyShelf().Bind(recipe),
            },
            box.Model,
            recipe.Evaluations.Single(),
            new(new Halves(), new Halves()),
            new ToyHost()
        );
        var classifier = new Classifier(network);
        var clean = bench.Classify("clean", classifier);
        foreach (var (attack, threat) in attacks)
            bench.Attacked(classifier, attack, threat, clean);
        return bench.Evidence;
    }

    /// <summary>Dark and bright images, a quarter apart from the middle.</summary>
    private sealed class Halves : IImages
    {
        private readonly PixelImages _images = new(
            (
                64
                + 128
                    * arange(24, ScalarType.Int64).remainder(2).view(-1, 1, 1, 1)
                    * ones([24, 1, 8, 8], ScalarType.Int64)
            ).to(ScalarType.Byte),
            arange(24, ScalarType.Int64).remainder(2),
            ["dark", "bright"]
        );

        public ImageShape Shape => _images.Shape;

        public long Count => _images.Count;

        public IReadOnlyList<string> Classes => _images.Classes;

        public Tensor? Labels => _images.Labels;

        public Batch Gather(Tensor indices) => _images.Gather(indices);
    }
}

/// <summary>
/// Logits that say whether an image is brighter than the middle, behind some mask, and with
/// some sign.
/// </summary>
internal sealed class Brightness(Func<Tensor, Tensor> mask, Func<Tensor, Tensor>? sign = null)
    : nn.Module<Tensor, Tensor>("brightness")
{
    public override Tensor forward(Tensor images)
    {
        var brighter = (images.mean([1, 2, 3]).unsqueeze(1) - 0.5) * (sign?.Invoke(images) ?? 1);
        return mask(cat([-brighter, brighter, brighter * 0 - 9], dim: 1));
    }
}
