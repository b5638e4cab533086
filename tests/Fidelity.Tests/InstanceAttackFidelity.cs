using RoCL.Losses.NtXent;

namespace Fidelity.Tests;

/// <summary>The instance-wise attack on two views together, under NT-Xent: Jiang et al. 2020.</summary>
public sealed class InstanceAttackFidelity
{
    private static IEnumerable<string> Files => Golden.Named("acl_joint_attack");

    [TestCaseSource(nameof(Files))]
    public void Both_attacked_views_agree(string name)
    {
        var golden = Golden.Open(name);
        var weights = Golden.Open("attack_network");
        var clean = cat([golden["view1"], golden["view2"]]);
        var images = golden["view1"].shape[0];
        Tensor Loss(Tensor outputs) => new NtXent(golden.Number("temperature")).Of(outputs.chunk(2)).repeat(2);
        var objective = new NetworkObjective(x => AttackNetwork.Features(Layout.ChannelsLast(x), weights), Loss, 2 * images, null, NetworkObjective.Nothing(2 * images));
        Agreement.Relative(objective.Losses(clean).mean(), golden["clean_loss"], 1e-5, "clean loss");

        // Pgd begins at the clean image or at a random point; here the start is given, and not clamped before the first step.
        var threat = new LInf(golden.Number("epsilon"));
        var moved = Iterate.Fold((int)golden.Number("iterations"), clean + cat([golden["start1"], golden["start2"]]),
            (x, _) => threat.Project(x + golden.Number("step") * threat.SteepestDirection(objective.At(x).Gradient), clean));
        Agreement.Pixels(moved, cat([golden["adversarial1"], golden["adversarial2"]]), "adversarial views");
    }
}

/// <summary>The network that most golden attacks are run on; its parameters are a golden file of their own.</summary>
internal static class AttackNetwork
{
    /// <summary>Up to and with the ReLU after fc1, [N, 64].</summary>
    public static Tensor Features(Tensor images, Golden weights)
    {
        var first = nn.functional.conv2d(images, weights["conv1.weight"], weights["conv1.bias"], strides: [2, 2], padding: [1, 1]).relu();
        var second = nn.functional.conv2d(first, weights["conv2.weight"], weights["conv2.bias"], strides: [2, 2], padding: [1, 1]).relu();
        return nn.functional.linear(second.flatten(1), weights["fc1.weight"], weights["fc1.bias"]).relu();
    }

    /// <summary>Logits, [N, 10].</summary>
    public static Tensor Logits(Tensor images, Golden weights) => nn.functional.linear(Features(images, weights), weights["fc2.weight"], weights["fc2.bias"]);
}
