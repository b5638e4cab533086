using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Attacks.Gradient;
using RoCL.Core.Models;
using RoCL.Heads.Mlp;
using RoCL.Losses.Instance;
using RoCL.Losses.NtXent;

namespace Fidelity.Tests.Attacks;

/// <summary>
/// RoCL's instance-wise attack under each objective of the authors' code, and the regulariser that
/// follows it.
/// </summary>
public sealed class InstanceObjectiveFidelity
{
    [GoldenFiles("instance_attack_")]
    public void The_attacked_images_agree(string name)
    {
        var golden = Golden.Open(name);
        var network = Network(golden);
        network.eval();
        var loss = Loss(golden);
        var images = golden["view1"];
        var target = network.call(Layout.ChannelsLast(golden["view2"])).detach();
        var rows = images.shape[0];
        new TinyNetworkAttack(
            new Pgd(golden.Whole("iterations"), golden.Number("step"), RandomStart: golden.Flag("random_start")),
            new NetworkObjective(
                x => network.call(Layout.ChannelsLast(x)),
                embeddings => loss.Of([embeddings, target]),
                rows,
                null,
                NetworkObjective.Nothing(rows)
            ),
            images,
            new LInf(golden.Number("epsilon")),
            network.state_dict()
        ).Agrees(golden["adversarial"], "adversarial images");
    }

    [GoldenFiles("instance_attack_")]
    public void The_regulariser_agrees(string name)
    {
        var golden = Golden.Open(name);
        var network = Network(golden);
        network.train();
        Tensor[] views = [Layout.ChannelsLast(golden["adversarial"]), Layout.ChannelsLast(golden["view2"])];
        // The authors' code embeds the two views together for sim, each as a batch of its own for
        // the others.
        var together = golden.Text("objective") == "sim";
        var embeddings = together ? network.call(cat(views)).chunk(2) : [.. views.Select(network.call)];
        var weight = golden.Text("objective") switch
        {
            "sim" => 1 / golden.Number("lambda"),
            "cos" => 1,
            _ => 1.0 / views[0].shape[0],
        };
        Agreement.Relative(
            weight * Loss(golden).Of(embeddings).mean(),
            golden["regularizer_loss"],
            1e-5,
            "regulariser"
        );
    }

    private static IContrastiveLoss Loss(Golden golden) =>
        golden.Text("objective") switch
        {
            "sim" => new NtXent(golden.Number("temperature"), DetachOthers: true, Epsilon: 1e-8),
            "mse" => new MeanSquared(),
            "l1" => new MeanAbsolute(),
            "cos" => new Cosine(),
            var other => throw new AssertionException($"'{other}' is no objective that these tests know"),
        };

    private static TorchSharp.Modules.Sequential Network(Golden golden)
    {
        int[] widths =
        [
            (int)golden["projector.linear_1.bias"].shape[0],
            (int)golden["projector.linear_2.bias"].shape[0],
        ];
        var projector = new Mlp(widths).Build((int)golden["projector.linear_1.weight"].shape[1], 0);
        ModuleWeights.Load(projector, golden, "projector");
        return nn.Sequential(TinyNetwork.Load(golden, "encoder"), projector);
    }
}
