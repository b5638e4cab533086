using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace Fidelity.Tests;

/// <summary>ACL's attack on two views together, by its own recipe: Jiang et al. 2020.</summary>
public sealed class AclFidelity
{
    private static IEnumerable<string> Files => Golden.Named("acl_joint_attack");

    [TestCaseSource(nameof(Files))]
    public void Both_attacked_views_agree(string name)
    {
        var golden = Golden.Open(name);
        // As the method's recipe says it, but for what the file brings along; its network has no
        // batch-norm to route.
        var recipe = new Shelf().Research(
            "acl",
            "data=given-data",
            "encoder=attack-network",
            "heads=null",
            "route=null",
            "views.adv.route=null",
            "evaluate=[]",
            "views.a.augment={\"use\":\"given-view\",\"which\":\"one\"}",
            "views.b.augment={\"use\":\"given-view\",\"which\":\"two\"}",
            $"views.adv.attack={{\"use\":\"from-start\",\"iterations\":{golden.Text("iterations")},\"step\":{golden.Text("step")}}}",
            $"views.adv.threat.linf={golden.Text("epsilon")}",
            $"views.adv.maximise.temperature={golden.Text("temperature")}",
            $"train.batch={golden["view1"].shape[0]}"
        );
        var data = new GivenImages(golden["view1"]);
        var plan = Plan.Of(new Shelf().Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        GivenView.Now = new()
        {
            ["one"] = golden["view1"],
            ["two"] = golden["view2"],
            ["start"] = cat([golden["start1"], golden["start2"]]),
        };
        TrainingLoop.Take(plan, data, model, plan.StepAt(0));
        Agreement.Relative(FromStart.Clean, golden["clean_loss"], 1e-5, "clean loss");
        Agreement.Absolute(
            FromStart.Moved,
            cat([golden["adversarial1"], golden["adversarial2"]]),
            1e-5,
            "adversarial views"
        );
    }
}

/// <summary>
/// PGD from a start that the golden file holds, and that is not clamped before the first step; it
/// writes down what it found.
/// </summary>
[Component("from-start", "PGD from a given start")]
public sealed record FromStart(int Iterations, double Step) : IAttack
{
    internal static Tensor Clean { get; private set; } = zeros(1);

    internal static Tensor Moved { get; private set; } = zeros(1);

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        Clean = objective.Losses(clean).mean().DetachFromDisposeScope();
        var moved = Iterate.Fold(
            Iterations,
            clean + GivenView.Now["start"],
            (x, _) => threat.Project(x + Step * threat.SteepestDirection(objective.Gradient(x)), clean)
        );
        Moved = moved.clone().DetachFromDisposeScope();
        return moved;
    }
}
