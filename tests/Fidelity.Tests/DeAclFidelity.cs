using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using TorchSharp.Modules;

namespace Fidelity.Tests;

/// <summary>DeACL's distillation, by its own recipe: Zhang et al. 2022.</summary>
public sealed class DeAclFidelity
{
    private const double Rate = 100;

    private static IEnumerable<string> Files => Golden.Named("deacl_loss");

    // Image i is a single pixel of i levels, and row i what the student says of it: clean images
    // come first, attacked ones after them.
    [TestCaseSource(nameof(Files))]
    public void The_loss_and_its_gradients_agree(string name)
    {
        var golden = Golden.Open(name);
        var (clean, attacked) = (golden["student_clean"], golden["student_adversarial"]);
        var (n, images) = (clean.shape[0], arange(2 * clean.shape[0], ScalarType.Float32).view(-1, 1, 1, 1) / 255);
        var shelf = new Shelf { Teacher = new Rows(golden["teacher"]) };
        var recipe = shelf.Research(
            "deacl",
            "data=given-data",
            $"encoder={{\"use\":\"given-rows\",\"count\":{2 * n},\"width\":{clean.shape[1]}}}",
            "evaluate=[]",
            "views.adv.attack=given-move",
            "views.adv.threat.linf=1",
            "views.a.augment={\"use\":\"given-view\",\"which\":\"one\"}",
            $"loss.1.weight={golden.Text("weight")}",
            $"train.batch={n}",
            $"optimizer={{\"use\":\"sgd\",\"lr\":{Rate},\"momentum\":0,\"weightDecay\":0}}",
            "learningRate=constant"
        );
        var data = new GivenImages(images.narrow(0, 0, n));
        var plan = Plan.Of(shelf.Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        var rows = cat([clean, attacked]);
        using (no_grad())
            model.Parameters["encoder.rows"].copy_(rows);
        GivenView.Now = new() { ["one"] = images.narrow(0, 0, n), ["adversarial"] = images.narrow(0, n, n) };

        var result = TrainingLoop.Take(plan, data, model, plan.StepAt(0));
        // `cos` counts from one down to the cosine, theirs is the cosine's negative: a constant
        // apart, which has no gradient.
        Agreement.Relative(
            tensor(result.Loss - (1 + golden.Number("weight")), ScalarType.Float32),
            golden["loss"],
            1e-5,
            "loss"
        );
        var gradient = (rows - model.Parameters["encoder.rows"]).detach() / Rate;
        Agreement.Relative(gradient.narrow(0, 0, n), golden["grad.student_clean"], 1e-5, "gradient, clean");
        Agreement.Relative(gradient.narrow(0, n, n), golden["grad.student_adversarial"], 1e-5, "gradient, attacked");
    }

    private sealed record Rows(Tensor Says) : ITrainedModel
    {
        public ImageShape Shape => new(1, 1, 1);

        public int Classes => 0;

        public IReadOnlyList<string> Heads => [];

        public Tensor Outputs(Tensor images, string head) => GivenRows.Of(Says, images);

        public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
            throw new NotSupportedException();
    }
}

/// <summary>
/// An encoder whose features of an image are a parameter's row, the image's level being its number.
/// </summary>
[Component("given-rows", "Features that were given")]
public sealed record GivenRows(int Count, int Width) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => new Network(Count, Width);

    internal static Tensor Of(Tensor rows, Tensor images) =>
        rows.index_select(0, (255 * images.flatten()).round().to(ScalarType.Int64));

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter rows;

        public Network(int count, int width)
            : base("rows")
        {
            rows = new(zeros(count, width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor images) => Of(rows, images);
    }
}
