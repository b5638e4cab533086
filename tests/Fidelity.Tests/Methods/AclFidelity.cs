using Fidelity.Tests.Components;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace Fidelity.Tests.Methods;

/// <summary>ACL's attack on two views together, by its own recipe: Jiang et al. 2020.</summary>
public sealed class AclFidelity
{
    [GoldenFiles("acl_joint_attack")]
    public void Both_attacked_views_agree(string name)
    {
        var golden = Golden.Open(name);
        var found = Attacked(golden, probe: 0);
        Agreement.Absolute(found["clean loss"], golden["clean_loss"], 1e-5, "clean loss");
        SignAttack.Agrees(
            found["attacked"],
            cat([golden["adversarial1"], golden["adversarial2"]]),
            noise => Attacked(golden, noise.Probe)["attacked"],
            "adversarial views"
        );
    }

    // As the method's recipe says it, but for what the file brings along; its network has no
    // batch-norm to route.
    private static IReadOnlyDictionary<string, Tensor> Attacked(Golden golden, int probe)
    {
        var layer = golden.Figure("network", @"the ReLU after (\w+)");
        var recipe = new TestCatalogue().Shipped(
            "acl",
            "data=given-data",
            "encoder={\"use\":\"attack-network\","
                + $"\"network\":\"{golden.Network}\",\"after\":\"{layer}\",\"probe\":{probe}}}",
            "heads=null",
            "route=null",
            "views.adv.route=null",
            "evaluate=[]",
            "views.a.augment={\"use\":\"given-view\",\"name\":\"one\"}",
            "views.b.augment={\"use\":\"given-view\",\"name\":\"two\"}",
            "views.adv.attack={\"use\":\"attack-from-start\","
                + $"\"iterations\":{golden.Text("iterations")},\"step\":{golden.Text("step")},"
                + $"\"probe\":{probe},\"temperature\":{golden.Text("temperature")}}}",
            $"views.adv.threat.linf={golden.Text("epsilon")}",
            $"views.adv.maximise.temperature={golden.Text("temperature")}",
            $"train.batch={golden["view1"].shape[0]}"
        );
        var data = new GivenImages(golden["view1"]);
        var plan = Plan.Of(new TestCatalogue().Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        var step = new GivenStep
        {
            Tensors = new Dictionary<string, Tensor>
            {
                ["one"] = golden["view1"],
                ["two"] = golden["view2"],
                ["start"] = cat([golden["start1"], golden["start2"]]),
            },
        };
        step.Take(() => TrainingLoop.Take(plan, data, model, plan.StepAt(0)));
        return step.Found;
    }
}
