using RoCL.Core.Ahead;
using RoCL.Core.Classes;

namespace Core.Tests.Ahead;

/// <summary>
/// Attacks on another run's network are tried before training, with a copy that ends after a few
/// answers.
/// </summary>
public sealed class GlancedModelTests
{
    private static readonly Rng Random = new(new Seed(1), 2);
    private readonly Tensor _clean = zeros(2, 1, 2, 2);

    [OneTimeTearDown]
    public void Dispose() => _clean.Dispose();

    [Test]
    public void However_often_an_attack_asks_it_ends_after_a_few_answers_and_the_attack_itself_is_as_it_was()
    {
        var model = new CountingModel();
        var attack = new Persistent(model);
        var copy = (Persistent)GlancedModel.In(attack, 3)!;
        Assert.That(() => Perturbed(copy), Throws.InstanceOf<SeenEnoughException>());
        Assert.That(model.Answers, Is.EqualTo(3));
        Assert.That(attack.From, Is.SameAs(model));
    }

    [Test]
    public void Classes_that_do_not_fit_are_found_at_the_first_answer()
    {
        var model = new CountingModel();
        IAttack Of(params string[] classes) =>
            GlancedModel.In(new Persistent(new MatchedModel(model, classes, "runs/other")), 3)!;
        Assert.That(() => Perturbed(Of("b", "a")), Throws.InstanceOf<SeenEnoughException>(), "matched by name");
        var problem = Assert.Throws<ProblemException>(() => Perturbed(Of("a", "x")))!.Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0272"));
    }

    [Test]
    public void A_route_of_the_model_can_be_asked_and_ends_alike()
    {
        var model = new CountingModel();
        var copy = GlancedModel.In(new Persistent(model) { Route = "adv" }, 3)!;
        Assert.That(() => Perturbed(copy), Throws.InstanceOf<SeenEnoughException>());
        Assert.That((model.Route, model.Answers), Is.EqualTo(("adv", 3)));
    }

    [Test]
    public void An_attack_that_hides_its_model_is_not_tried()
    {
        Assert.That(GlancedModel.In(new Hidden(new CountingModel()), 3), Is.Null);
        Assert.That(GlancedModel.In(new Modelless(), 3), Is.Null);
    }

    private Tensor Perturbed(IAttack attack) => attack.Perturb(_clean, null!, new LInf(0.1), Random);

    private sealed record Persistent(ITrainedModel From) : IAttack
    {
        public string? Route { get; init; }

        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            var model = Route is null ? From : From.Through(Route);
            model.Objective(outputs => outputs.sum(1), 2, zeros(2, ScalarType.Int64), "classifier");
            for (var i = 0; i < 1000; i++)
                model.Outputs(clean).Dispose();
            return clean;
        }
    }

    private sealed record Modelless : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;
    }

    private sealed class Hidden(ITrainedModel from) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            from.Outputs(clean);
    }

    private sealed class CountingModel : ITrainedModel
    {
        public int Answers { get; private set; }

        public string? Route { get; private set; }

        public ITrainedModel Through(string route)
        {
            Route = route;
            return this;
        }

        public ImageShape Shape => new(1, 2, 2);

        public int Classes => 2;

        public IReadOnlyList<string> Heads => ["classifier"];

        public IReadOnlyList<string> ClassNames => ["a", "b"];

        public IReadOnlyList<string> Classifiers => ["classifier"];

        public Tensor Outputs(Tensor images, string head = ITrainedModel.Features)
        {
            Answers++;
            return images.flatten(1);
        }

        public IObjective Objective(
            Func<Tensor, Tensor> losses,
            long rows,
            Tensor? labels = null,
            string head = ITrainedModel.Features
        ) => null!;
    }
}
