using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Reading;
using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Groups of parameters with options of their own.</summary>
public sealed class ParameterGroupTests
{
    private const string Plain = "optimizer={\"use\":\"sgd\",\"lr\":0.05,\"weightDecay\":0.1}";

    [Test]
    public void Without_groups_and_clip_nothing_changes_to_the_bit()
    {
        using var plain = new Toybox(Plain);
        using var grouped = new Toybox(Plain, "optimizer.groups=[{\"match\":\"*\"}]", "optimizer.clip=1e9");
        Assert.That(
            grouped.Train(steps: 3).Select(result => result.GradientNorm),
            Is.EqualTo(plain.Train(steps: 3).Select(result => result.GradientNorm))
        );
        Assert.That(grouped.State(), Is.EqualTo(plain.State()).AsCollection);
    }

    [Test]
    public void A_group_is_moved_by_its_own_options_and_the_rest_by_the_recipes()
    {
        using var decayed = new Toybox(Plain);
        using var plain = new Toybox(Plain, "optimizer.weightDecay=0");
        using var grouped = new Toybox(Plain, "optimizer.groups=[{\"match\":\"*.bn?.*|*.bias\",\"weightDecay\":0}]");
        decayed.Train(steps: 1);
        plain.Train(steps: 1);
        grouped.Train(steps: 1);
        foreach (var (name, bytes) in grouped.State().Where(tensor => grouped.Model.Parameters.ContainsKey(tensor.Key)))
        {
            var isGrouped = name.Contains(".bn") || name.EndsWith(".bias", StringComparison.Ordinal);
            Assert.That(bytes, Is.EqualTo((isGrouped ? plain : decayed).State()[name]), name);
        }
    }

    [Test]
    public void A_group_has_a_rate_of_its_own_which_the_schedule_and_going_back_follow()
    {
        using var box = new Toybox(
            Plain,
            "optimizer.groups=[{\"match\":\"heads.*\",\"lr\":0.5},{\"match\":\"encoder.bn*\"}]",
            "learningRate={\"use\":\"multi-step\",\"milestones\":[1]}"
        );
        var last = box.Plan.StepAt(3);
        Assert.That(last.LearningRate, Is.EqualTo(0.005).Within(1e-12));
        Assert.That(last.GroupRates, Is.EqualTo(new[] { 0.05, 0.005 }).Within(1e-12));
        var lowered = GoneBack.Lowered(last, [new GoneBack(3, 2, 0.5, "")]);
        Assert.That(lowered.GroupRates, Is.EqualTo(new[] { 0.025, 0.0025 }).Within(1e-12));

        using var slow = new Toybox(Plain);
        using var fast = new Toybox(Plain, "optimizer.lr=0.5");
        slow.Train(steps: 1);
        fast.Train(steps: 1);
        box.Train(steps: 1);
        Assert.That(box.State()["heads.projector.weight"], Is.EqualTo(fast.State()["heads.projector.weight"]));
        Assert.That(box.State()["encoder.conv1.weight"], Is.EqualTo(slow.State()["encoder.conv1.weight"]));
    }

    [Test]
    public void The_last_group_that_has_a_parameter_decides_alone()
    {
        using var box = new Toybox(
            Plain,
            "optimizer.groups=[{\"match\":\"encoder.*\",\"frozen\":true},{\"match\":\"*.conv2.*\",\"lr\":0.5}]"
        );
        var before = box.State();
        box.Train(steps: 2);
        var moved = box.Model.Parameters.Keys.Where(name => box.State()[name] != before[name]);
        Assert.That(
            moved,
            Is.EquivalentTo(new[] { "encoder.conv2.weight", "heads.projector.bias", "heads.projector.weight" })
        );
    }

    [Test]
    public void Frozen_parameters_get_neither_step_nor_gradient_nor_state_and_statistics_go_on()
    {
        using var box = new Toybox(Plain, "optimizer.groups=[{\"match\":\"encoder.*\",\"frozen\":true}]");
        var before = box.State();
        box.Train(steps: 2);
        var after = box.State();
        Assert.That(
            box.Model.Parameters.Where(parameter => !parameter.Value.requires_grad).Select(parameter => parameter.Key),
            Is.EquivalentTo(
                box.Model.Parameters.Keys.Where(name => name.StartsWith("encoder.", StringComparison.Ordinal))
            )
        );
        Assert.That(
            after.Keys.Where(name => name.StartsWith("optimizer.velocity.encoder.", StringComparison.Ordinal)),
            Is.Empty
        );
        Assert.That(after["encoder.conv1.weight"], Is.EqualTo(before["encoder.conv1.weight"]));
        Assert.That(after["encoder.bn1.running_mean"], Is.Not.EqualTo(before["encoder.bn1.running_mean"]));
    }

    [Test]
    public void Layers_of_a_group_in_eval_mode_use_their_running_statistics_and_keep_them()
    {
        const string Routed = "views.adv.route=adv";
        using var box = new Toybox(
            Plain,
            Routed,
            "optimizer.groups=[{\"match\":\"encoder.*|routes.adv.encoder.bn1.*\",\"mode\":\"eval\"}]"
        );
        var before = box.State();
        box.Train(steps: 2);
        var after = box.State();
        bool Moved(string name) => after[name] != before[name];
        Assert.That(Moved("encoder.bn1.weight"), "trained all the same");
        foreach (var route in new[] { "", "routes.adv." })
            Assert.That(Moved($"{route}encoder.bn1.running_mean"), Is.False, route);
        Assert.That(Moved("routes.adv.encoder.bn2.running_mean"), "one of its routes is in no group of eval mode");
    }

    [Test]
    public void A_model_that_is_frozen_as_a_whole_has_nothing_to_train()
    {
        using var box = new Toybox(Plain, "optimizer.groups=[{\"match\":\"*\",\"frozen\":true}]");
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0151", "toy.json: optimizer.groups, step 0")));
    }

    [Test]
    public void Patterns_without_a_parameter_are_refused_before_training_all_at_once_with_the_nearest_names()
    {
        var problems = Assert
            .Throws<ProblemException>(() =>
                new Toybox(
                    Plain,
                    "optimizer.groups=[{\"match\":\"heads.projecter.*\"},{\"match\":\"*\"},"
                        + "{\"match\":\"*.cnov1.weight\"}]"
                ).Dispose()
            )!
            .Problems;
        Assert.That(
            problems.Select(problem => (problem.Code, problem.Where, problem.What)),
            Is.EqualTo(
                new[]
                {
                    (
                        "ROCL0150",
                        "toy.json: optimizer.groups.0.match",
                        "The pattern 'heads.projecter.*' fits no parameter of the model."
                    ),
                    (
                        "ROCL0150",
                        "toy.json: optimizer.groups.2.match",
                        "The pattern '*.cnov1.weight' fits no parameter of the model."
                    ),
                }
            )
        );
        Assert.That(
            problems.Select(problem => problem.Remedy),
            Is.EqualTo(
                new[]
                {
                    "Nearest are: heads.projector.bias, heads.projector.weight, encoder.bn1.weight.",
                    "Nearest are: encoder.conv1.weight, encoder.conv2.weight, encoder.bn1.weight.",
                }
            )
        );
    }

    [TestCase("[{\"lr\":0.1}]", "ROCL0105")]
    [TestCase("[{\"match\":\" | \"}]", "ROCL0105")]
    [TestCase("[{\"match\":\"*\",\"momentun\":0}]", "ROCL0104")]
    [TestCase("[{\"match\":\"*\",\"momentum\":2}]", "ROCL0107")]
    [TestCase("[{\"match\":\"*\",\"use\":\"lars\"}]", "ROCL0104")]
    [TestCase("[{\"match\":3}]", "ROCL0106")]
    [TestCase("[{\"match\":\"*\",\"frozen\":\"yes\"}]", "ROCL0106")]
    [TestCase("[3]", "ROCL0106")]
    public void A_group_that_cannot_be_read_is_refused(string groups, string code) =>
        Assert.That(
            ToyShelf
                .TryRead(ToyShelf.Rocl, $"optimizer.groups={groups}")
                .Problems.Select(problem => (problem.Code, problem.Where.Split('.')[^1].Length > 0)),
            Has.Some.EqualTo((code, true))
        );

    [Test]
    public void The_written_recipe_has_groups_and_clip_and_reads_back_as_it_was()
    {
        string[] settings =
        [
            "optimizer={\"use\":\"adamw\",\"clip\":1}",
            "optimizer.groups=[{\"match\":\"*.bias\",\"weightDecay\":0},{\"match\":\"heads.*\",\"frozen\":true}]",
        ];
        var recipe = ToyShelf.Read(ToyShelf.Rocl, settings);
        var document = settings.Aggregate(
            RecipeText.Parse("toy.json", ToyShelf.Rocl),
            (read, setting) => read.Then(json => RecipeText.Set(json, setting))
        );
        var written = Completion
            .Of(document.Match(json => json, _ => throw new AssertionException("unreadable")), recipe)
            .ToJsonString();
        var again = ToyShelf.Read(written);
        Assert.That(again.ParameterGroups, Is.EqualTo(recipe.ParameterGroups));
        Assert.That((again.Clip, again.Optimizer.Component), Is.EqualTo((1.0, recipe.Optimizer.Component)));
        Assert.That(again.Optimizer.Options["lr"], Is.EqualTo(new OptionValue.Number(new Schedule.Constant(0.001))));
    }

    [Test]
    public void A_groups_own_schedule_is_among_the_numbers_that_change()
    {
        using var box = new Toybox(
            Plain,
            "optimizer.groups=[{\"match\":\"*.bias\",\"weightDecay\":{\"from\":0,\"to\":1,\"over\":\"1 epochs\"}}]"
        );
        Assert.That(box.Plan.StepAt(0).Values.Keys, Is.EqualTo(new[] { "optimizer.groups.0.weightDecay" }));
    }

    [TestCase("adam")]
    [TestCase("adamw")]
    [TestCase("lars")]
    public void Resuming_has_the_same_bits_with_every_optimizer(string optimizer)
    {
        string[] settings =
        [
            $"optimizer={{\"use\":\"{optimizer}\",\"lr\":0.01,\"clip\":0.5}}",
            "optimizer.groups=[{\"match\":\"heads.*\",\"lr\":0.001}]",
            "learningRate=one-cycle",
        ];
        using var whole = new Toybox(settings);
        using var resumed = new Toybox(settings);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }
}
