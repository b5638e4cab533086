using RoCL.Core;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Plans;

public sealed class PlanTests
{
    private static Plan Plan(params string[] settings)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, settings);
        return PlanOf(recipe)
            .Match(plan => plan, problems => throw new AssertionException(string.Join("\n", problems)));
    }

    private static Result<Plan> PlanOf(Recipe recipe)
    {
        var bindings = new ToyShelf().Bind(recipe);
        return RoCL.Core.Plans.Plan.Of(bindings, bindings.Data.Constant.Open(Split.Train));
    }

    private static Problem Refused(params string[] settings)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, settings);
        return PlanOf(recipe).Problems.Single();
    }

    [Law(MaxTest = 30)]
    public bool A_step_is_the_same_whether_it_is_reached_or_asked_for(byte which, byte from)
    {
        var plan = Plan();
        var index = which % plan.Steps;
        var first = from % (index + 1);
        var asked = plan.StepAt(index);
        var reached = plan.StepsFrom(first).Single(step => step.Index == index);
        return asked.Images.SequenceEqual(reached.Images)
            && asked.Seed == reached.Seed
            && asked.LearningRate == reached.LearningRate
            && asked.Moment == reached.Moment;
    }

    [Test]
    public void Every_epoch_sees_each_image_at_most_once_in_an_order_of_its_own()
    {
        var plan = Plan("train.epochs=3");
        var epochs = plan.StepsFrom(0)
            .GroupBy(step => step.Moment.Epoch)
            .Select(epoch => epoch.SelectMany(step => step.Images).ToList())
            .ToList();
        Assert.That(epochs, Has.Count.EqualTo(3));
        Assert.That(epochs.Select(epoch => epoch.Distinct().Count()), Is.All.EqualTo(48));
        Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
    }

    [Test]
    public void Another_seed_is_another_order() =>
        Assert.That(Plan().StepAt(0).Images, Is.Not.EqualTo(Plan("seed=2").StepAt(0).Images));

    [Test]
    public void A_step_says_every_number_that_changes()
    {
        var plan = Plan(
            "views.adv.threat.linf={\"from\":0,\"to\":\"8/255\",\"over\":\"training\"}",
            "loss.1.weight={\"from\":1,\"to\":2,\"over\":\"2 steps\"}"
        );
        Assert.That(
            plan.StepAt(3).Values,
            Is.EqualTo(
                new Dictionary<string, double> { ["views.adv.threat.linf"] = 4 / 255.0, ["loss.1.weight"] = 2 }
            ).AsCollection
        );
    }

    [Test]
    public void A_batch_larger_than_the_data_is_refused() =>
        Assert.That(Refused("train.batch=64").Code, Is.EqualTo("ROCL0113"));

    [Test]
    public void No_batch_is_too_large_where_nothing_is_trained() =>
        Assert.That(Plan("train.batch=64", "train.epochs=0").Steps, Is.Zero);

    [Test]
    public void Too_few_views_are_refused() =>
        Assert.That(Refused("loss.0.views=[\"a\"]").Code, Is.EqualTo("ROCL0111"));

    [Test]
    public void Labels_that_are_not_there_are_missed() =>
        Assert.That(
            Refused(
                "data={\"use\":\"toy-data\",\"labelled\":false}",
                "loss=[{\"use\":\"toy-labels\",\"views\":[\"a\"]}]"
            ).Code,
            Is.EqualTo("ROCL0112")
        );

    [Test]
    public void A_normalisation_has_the_channels_of_the_images() =>
        Assert.That(Refused("normalize={\"mean\":[0.5,0.5,0.5],\"deviation\":[1,1,1]}").Code, Is.EqualTo("ROCL0116"));
}
