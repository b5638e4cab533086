using System.Reflection;
using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Transfer;
using RoCL.Datasets.Cifar;
using RoCL.Datasets.FashionMnist;
using RoCL.Datasets.Parts;
using RoCL.Encoders.ResNet;
using RoCL.Encoders.ViT;
using RoCL.Losses.NtXent;
using RoCL.Mixing.Standard;
using RoCL.Monitors.Standard;
using RoCL.Optimizers.Standard;
using RoCL.Plugins.Binding;
using RoCL.Teachers.Standard;
using RoCL.Threats.Sparse;
using ImageFolder = RoCL.Datasets.ImageFolder.ImageFolder;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.Conformance;

/// <summary>A component under its name, made when it is asked for.</summary>
public sealed record BuiltIn<T>(string Name, Func<T> Make)
{
    public override string ToString() => Name;
}

/// <summary>
/// Every component of every plugin that stands in the folder <c>plugins</c>, found as the host
/// finds them: by its attribute.
/// </summary>
internal static class BuiltIns
{
    /// <summary>
    /// Smaller where the defaults take minutes, with something to work on where an option has no
    /// default, and options that are a case of their own.
    /// </summary>
    private static readonly Dictionary<Type, Func<object>[]> Chosen = new()
    {
        [typeof(Apgd)] =
        [
            () => new Apgd(Iterations: 6),
            () => new Apgd(Iterations: 3, ApgdLoss.DlrTargeted, Targets: 2),
        ],
        [typeof(Fab)] = [() => new Fab(Iterations: 3)],
        [typeof(FabT)] = [() => new FabT(Iterations: 3, Targets: 2)],
        [typeof(SquareAttack)] = [() => new SquareAttack(Queries: 12)],
        [typeof(Standard)] = [() => new Standard(Iterations: 2, Targets: 2, Restarts: 1, Queries: 6)],
        [typeof(Restarts)] = [() => new Restarts(new Pgd(2), Times: 2)],
        [typeof(WorstOf)] = [() => new WorstOf([new Fgsm(), new Pgd(2)])],
        [typeof(TransferAttack)] = [() => new TransferAttack(new Coarse(), new Pgd(2))],
        [typeof(L0)] = [() => new L0(), () => new L0(1), () => new L0(0)],
        [typeof(MaskedLInf)] =
        [
            () => new MaskedLInf(),
            () => new MaskedLInf(8 / 255.0, 0, 0, 1, 1),
            () => new MaskedLInf(0.3, 1, 1),
        ],
        [typeof(ResNet18)] = [() => new ResNet18(), () => new ResNet18(StemKind.Imagenet)],
        [typeof(ViT)] =
        [
            () => new ViT(Width: 32, Depth: 2, Heads: 2),
            () => new ViT(Pool: ViTPool.Mean, Width: 32, Depth: 1, Heads: 4),
        ],
        [typeof(MixUp)] = [() => new MixUp(), () => new MixUp(0.2, Per.Image)],
        [typeof(CutMix)] = [() => new CutMix(), () => new CutMix(0.2, Per.Image)],
        [typeof(WideResNet)] = [() => new WideResNet(Depth: 10, WidenFactor: 1)],
        [typeof(NtXent)] = [() => new NtXent(), () => new NtXent(DetachOthers: true, Epsilon: 1e-8)],
        [typeof(Sgd)] = [() => new Sgd(), () => new Sgd(Nesterov: true, WeightDecay: 0.1)],
        [typeof(Ema)] = [() => new Ema(), () => new Ema(0, FollowedStatistics.Copy), () => new Ema(1)],
        [typeof(CatastrophicOverfitting)] = [() => new CatastrophicOverfitting(Iterations: 2)],
        [typeof(OnlineAccuracy)] =
        [
            () => new OnlineAccuracy(K: 3, Neighbours: 20),
            () => new OnlineAccuracy(K: 3, Images: 10, Attack: new Pgd(2), Threat: new LInf(0.1)),
        ],
        [typeof(MultiStep)] = [() => new MultiStep([1, 3]), () => new MultiStep([2], AsReleased: true)],
        [typeof(WarmupCosine)] =
        [
            () => new WarmupCosine(Warmup: 2),
            () => new WarmupCosine(Warmup: 2, Multiplier: 15, AsReleased: true),
        ],
        [typeof(Cifar10)] = [() => new Cifar10(Files.Cifar10, Verify: false)],
        [typeof(Cifar100)] = [() => new Cifar100(Files.Cifar100, Verify: false)],
        [typeof(ImageFolder)] = [() => new ImageFolder(Files.Pictures, Size: 8)],
        [typeof(FashionMnist)] = [() => new FashionMnist(Files.Digits)],
        [typeof(DatasetPart)] = [() => new DatasetPart(new FashionMnist(Files.Digits), ["1", "8"], Train: 20)],
        [typeof(Recoloured)] = [() => new Recoloured(new FashionMnist(Files.Digits), 3)],
    };

    public static IEnumerable<BuiltIn<IAttack>> Attacks => Of<IAttack>();

    public static IEnumerable<BuiltIn<ThreatModel>> ThreatModels => Of<ThreatModel>();

    public static IEnumerable<BuiltIn<ILoss>> Losses => Of<ILoss>();

    public static IEnumerable<BuiltIn<IEncoder>> Encoders => Of<IEncoder>();

    public static IEnumerable<BuiltIn<IHead>> Heads => Of<IHead>();

    public static IEnumerable<BuiltIn<IAugmentation>> Augmentations => Of<IAugmentation>();

    public static IEnumerable<BuiltIn<IDataset>> Datasets => Of<IDataset>();

    public static IEnumerable<BuiltIn<IOptimizer>> Optimizers => Of<IOptimizer>();

    public static IEnumerable<BuiltIn<ILearningRate>> LearningRates => Of<ILearningRate>();

    public static IEnumerable<BuiltIn<ITeacher>> Teachers => Of<ITeacher>();

    public static IEnumerable<BuiltIn<IMixing>> Mixings => Of<IMixing>();
    public static IEnumerable<BuiltIn<IMonitor>> Monitors => Of<IMonitor>();

    private static IEnumerable<BuiltIn<T>> Of<T>() =>
        from type in Components
        where type.IsAssignableTo(typeof(T))
        from made in (
            Chosen.GetValueOrDefault(type) ?? [() => Construction.Create(type, new Dictionary<string, object?>())]
        ).Index()
        select new BuiltIn<T>(
            $"{type.GetCustomAttribute<ComponentAttribute>()!.Name}{(made.Index > 0 ? $" {made.Index + 1}" : "")}",
            () => (T)made.Item()
        );

    private static IEnumerable<Type> Components =>
        typeof(BuiltIns)
            .Assembly.GetReferencedAssemblies()
            .Where(name =>
                name.Name is { } plugin
                && plugin.Contains('.')
                && !plugin.StartsWith("System", StringComparison.Ordinal)
            )
            .OrderBy(name => name.Name, StringComparer.Ordinal)
            .SelectMany(name => Assembly.Load(name).GetExportedTypes())
            .Where(type => type.GetCustomAttribute<ComponentAttribute>() is not null);
}
