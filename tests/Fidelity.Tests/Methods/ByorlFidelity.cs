using Fidelity.Tests.Components;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;

namespace Fidelity.Tests.Methods;

/// <summary>BYORL's loss, by its own recipe: Grill et al. 2020, Gowal et al. 2021.</summary>
public sealed class ByorlFidelity
{
    // The first rows are view 1 (attacked, it is the same image here), those after them view 2.
    [GoldenFiles("byol_loss")]
    public void The_loss_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var count = golden.Whole("images");
        var step = new GivenRowsStep(
            cat([golden["prediction1"], golden["prediction2"]]),
            cat([golden["target1"], golden["target2"]])
        );
        var catalogue = new TestCatalogue();
        var recipe = catalogue.Research(
            "byorl",
            [
                .. step.Settings,
                "heads.projector=given-head",
                "heads.predictor={\"use\":\"given-head\",\"on\":\"projector\"}",
                "views.a.augment={\"use\":\"given-view\",\"name\":\"one\"}",
                "views.b.augment={\"use\":\"given-view\",\"name\":\"two\"}",
                "views.adv.attack=no-attack",
                "views.adv2.attack=no-attack",
                $"train.batch={count}",
            ]
        );
        var views = new Dictionary<string, Tensor>
        {
            ["one"] = GivenRowsStep.Images(0, count),
            ["two"] = GivenRowsStep.Images(count, count),
        };
        var (loss, gradient) = step.Take(catalogue, recipe, "target", views);

        Agreement.Relative(tensor((float)loss), golden["loss"], 1e-6, "loss");
        Agreement.Relative(gradient.narrow(0, 0, count), golden["grad.prediction1"], 1e-5, "gradient, view 1");
        Agreement.Relative(gradient.narrow(0, count, count), golden["grad.prediction2"], 1e-5, "gradient, view 2");
    }
}
