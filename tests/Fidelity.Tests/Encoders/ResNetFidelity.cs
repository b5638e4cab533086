using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Encoders.ResNet;
using RoCL.Heads.Mlp;

namespace Fidelity.Tests.Encoders;

/// <summary>
/// The residual networks of the authors' code and their projector, with weights filled by the
/// formulas of the design page.
/// </summary>
public sealed class ResNetFidelity
{
    // The golden images are 32 x 32; the files state neither this nor what fills them.
    private const int Side = 32;

    [GoldenFiles("resnet")]
    public void Features_and_embeddings_agree(string name)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var golden = Golden.Open(name);
        var weights = Listed(golden);
        var channels = weights["encoder.conv1.weight"][1];
        using var encoder = Encoder(name).Build(new ImageShape((int)channels, Side, Side));
        using var projector = Projector(weights).Build((int)golden["features_eval"].shape[1], classes: 0);
        Fill(weights, ("encoder", encoder), ("projector", projector));
        Assert.That(Count(encoder), Is.EqualTo((long)golden.Number("count")), "numbers in the encoder");
        Assert.That(Count(projector), Is.EqualTo((long)golden.Number("projector_count")), "numbers in the projector");

        var images = Images(golden["features_eval"].shape[0], channels);
        encoder.eval();
        var features = encoder.call(images);
        Agreement.Relative(features, golden["features_eval"], 1e-4, "features in evaluation");
        Agreement.Relative(projector.call(features), golden["embedding_eval"], 1e-4, "embeddings in evaluation");
        encoder.train();
        Agreement.Relative(encoder.call(images), golden["features_train"], 1e-4, "features in training");
    }

    // |sin(0.37 i)|, i the flat index.
    private static Tensor Images(long count, long channels) =>
        arange(count * channels * Side * Side, ScalarType.Float64)
            .mul(0.37)
            .sin()
            .abs()
            .to(ScalarType.Float32)
            .view(count, channels, Side, Side);

    private static IEncoder Encoder(string name) =>
        name.Split('_')[0] switch
        {
            "resnet18" => new ResNet18(),
            "resnet34" => new ResNet34(),
            "resnet50" => new ResNet50(),
            var other => throw new AssertionException($"'{other}' is no encoder that these tests know"),
        };

    private static Mlp Projector(IReadOnlyDictionary<string, long[]> weights) =>
        new([
            .. weights
                .Where(weight =>
                    weight.Key.StartsWith("projector.", StringComparison.Ordinal) && weight.Value.Length == 2
                )
                .Select(weight => (int)weight.Value[0]),
        ]);

    /// <summary>
    /// The file's list of weights, in its order and with its shapes:
    /// <c>encoder.conv1.weight:64x3x3x3,…</c>.
    /// </summary>
    private static OrderedDictionary<string, long[]> Listed(Golden golden) =>
        new(
            golden
                .Text("parameters")
                .Split(',')
                .Select(entry => entry.Split(':'))
                .Select(entry => KeyValuePair.Create(entry[0], Array.ConvertAll(entry[1].Split('x'), long.Parse)))
        );

    // Every tensor of ours has to be in the list and the other way round, under the same name but
    // for the authors' word for a shortcut.
    private static void Fill(
        OrderedDictionary<string, long[]> weights,
        params IEnumerable<(string Owner, nn.Module Module)> modules
    )
    {
        var ours = modules
            .SelectMany(part =>
                part.Module.state_dict().Select(tensor => (Name: $"{part.Owner}.{tensor.Key}", tensor.Value))
            )
            .Where(tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(
                tensor => tensor.Name.Replace(".downsample.", ".shortcut.", StringComparison.Ordinal),
                tensor => tensor.Value
            );
        Assert.That(ours.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.shape), Is.EquivalentTo(weights));
        foreach (var (k, name) in weights.Keys.Index())
            Fill(ours[name], name, k);
    }

    // Block by block, so that what lies between stays in the processor's cache.
    private static void Fill(Tensor weight, string name, int k)
    {
        const long block = 1 << 15;
        var flat = weight.view(-1);
        for (var first = 0L; first < flat.shape[0]; first += block)
        {
            using var scope = NewDisposeScope();
            var last = Math.Min(first + block, flat.shape[0]);
            flat[TensorIndex.Slice(first, last)]
                .copy_(Filling(name, weight.shape, arange(first, last, ScalarType.Float64), k));
        }
    }

    // In double precision and in this order of operations: j² runs to 10¹³, where the place of a
    // rounding shows.
    private static Tensor Filling(string name, long[] shape, Tensor j, int k)
    {
        var wave = 0.3 * j + k;
        return (name.Split('.')[^1], shape.Length) switch
        {
            ("running_var", _) => 1 + 0.2 * wave.cos().pow(2),
            ("running_mean", _) => 0.05 * wave.sin(),
            ("weight", 1) => 1 + 0.1 * wave.sin(),
            (_, 1) => 0.1 * wave.cos(),
            _ => Math.Sqrt(4.0 / shape.Skip(1).Aggregate(1L, (product, side) => product * side))
                * ((0.7 * j * j).fmod(1000) + 1.3 * j + k).sin(),
        };
    }

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());
}
