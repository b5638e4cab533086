using System.Collections.Immutable;
using RoCL.Core.Binding;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Models;

/// <summary>
/// Weights from elsewhere before the first step: names with and without prefixes, and nothing by
/// half.
/// </summary>
public sealed class InitialFitTests
{
    private static readonly string[] Statistics = ["running_mean", "running_var", "num_batches_tracked"];

    private static Init From(params string[] parts) => new(new("elsewhere", "toy.json: init.from"), [.. parts]);

    // A model of another seed, trained for a step so that its statistics are its own.
    private static Toybox Trained(params string[] settings)
    {
        var box = new Toybox(["seed=5", .. settings]);
        box.Train(steps: 1);
        return box;
    }

    private static Dictionary<string, Tensor> EncoderAs(string prefix, Toybox box) =>
        box.Copy()
            .Where(tensor => tensor.Key.StartsWith("encoder.", StringComparison.Ordinal))
            .ToDictionary(tensor => prefix + tensor.Key["encoder.".Length..], tensor => tensor.Value);

    private static InitialFit Fit(Toybox box, IReadOnlyDictionary<string, Tensor> saved, params string[] parts) =>
        InitialFit
            .Of(box.Model, saved, From(parts))
            .Match(fit => fit, problems => throw new AssertionException($"{problems[0]}"));

    private static Problem Refused(Toybox box, IReadOnlyDictionary<string, Tensor> saved, params string[] parts) =>
        InitialFit
            .Of(box.Model, saved, From(parts))
            .Match(_ => throw new AssertionException("The weights were taken."), problems => problems.Single());

    [Test]
    public void Another_models_encoder_is_taken_with_its_statistics_and_the_head_stays()
    {
        using var other = Trained();
        using var box = new Toybox();
        var before = box.State();
        var fit = Fit(box, other.Copy(), "encoder");
        fit.Apply();
        var after = box.State();
        var expected = other.State();
        foreach (var name in after.Keys)
        {
            var source = name.StartsWith("encoder.", StringComparison.Ordinal) ? expected : before;
            Assert.That(after[name], Is.EqualTo(source[name]), name);
        }

        Assert.That(fit.Taken, Is.EqualTo(12));
        Assert.That(fit.Left, Is.EqualTo(new[] { "heads.projector.bias", "heads.projector.weight" }));
    }

    [Test]
    public void Teachers_on_either_side_have_no_part_in_it_and_begin_as_what_was_taken()
    {
        string[] teachers = ["teachers.old=start", "teachers.old.head=projector", "weights=ema"];
        using var other = Trained(teachers);
        using var box = new Toybox(teachers);
        Fit(box, other.Copy(), "encoder").Apply();
        box.Model.Begin();
        var after = box.State();
        var expected = other.State();
        foreach (var name in expected.Keys.Where(name => name.StartsWith("encoder.", StringComparison.Ordinal)))
        {
            Assert.That(after[name], Is.EqualTo(expected[name]), name);
            Assert.That(after[$"teachers.old.{name}"], Is.EqualTo(expected[name]), name);
            Assert.That(after[$"teachers.weights.{name}"], Is.EqualTo(expected[name]), name);
        }
    }

    [TestCase("")]
    [TestCase("module.")]
    [TestCase("backbone.")]
    [TestCase("module.encoder_q.")]
    public void Another_programs_names_are_understood_and_its_classifier_is_left(string prefix)
    {
        using var other = Trained();
        using var box = new Toybox();
        var saved = EncoderAs(prefix, other);
        saved[$"{prefix}fc.weight"] = ones(10, 16);
        saved[$"{prefix}fc.bias"] = ones(10);
        var fit = Fit(box, saved, "encoder");
        fit.Apply();
        var state = box.State();
        Assert.That(state["encoder.bn2.running_var"], Is.EqualTo(other.State()["encoder.bn2.running_var"]));
        Assert.That(state["encoder.conv1.weight"], Is.EqualTo(other.State()["encoder.conv1.weight"]));
        Assert.That(fit.Left, Is.EqualTo(new[] { $"{prefix}fc.bias", $"{prefix}fc.weight" }));
    }

    [Test]
    public void Heads_and_patterns_can_be_asked_for()
    {
        using var other = Trained();
        using var box = new Toybox();
        Assert.That(Fit(box, other.Copy(), "encoder", "heads").Taken, Is.EqualTo(14));
        Assert.That(Fit(box, other.Copy(), "heads.projector").Taken, Is.EqualTo(2));
        Assert.That(Fit(box, other.Copy(), "encoder.*1.*").Taken, Is.EqualTo(6));
    }

    [Test]
    public void Half_precision_is_converted_and_a_missing_count_of_batches_is_no_loss()
    {
        using var other = Trained();
        using var box = new Toybox();
        var saved = EncoderAs("", other)
            .Where(tensor => !tensor.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Key, tensor => tensor.Value.to(ScalarType.Float64));
        Fit(box, saved, "encoder").Apply();
        Assert.That(box.State()["encoder.conv2.weight"], Is.EqualTo(other.State()["encoder.conv2.weight"]));
    }

    [Test]
    public void What_is_missing_or_differs_is_listed_by_name_and_nothing_is_changed()
    {
        using var other = Trained();
        using var box = new Toybox();
        var before = box.State();
        var saved = EncoderAs("module.", other);
        saved["module.conv1.weight"] = zeros(16, 3, 3, 3);
        saved["module.bn1.weight"] = zeros(16, ScalarType.Int64);
        saved["module.bn1.bias"] = full(16, float.NaN);
        saved.Remove("module.bn2.running_var");
        var problem = Refused(box, saved, "encoder");
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0164", "toy.json: init.from: elsewhere")));
        Assert.That(
            problem.What,
            Is.EqualTo(
                "The saved weights do not fit the model, and none is taken: encoder.conv1.weight is [16, 1, 3, 3] in "
                    + "the model and [16, 3, 3, 3] there; module.bn2.running_var [16] is not there; "
                    + "encoder.bn1.bias is not finite there; encoder.bn1.weight is Float32 in the model and Int64 "
                    + "there. 8 tensors fit."
            )
        );
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Where_names_and_shapes_fit_and_numbers_do_not_the_file_is_at_fault_and_no_architecture()
    {
        using var other = Trained();
        using var box = new Toybox();
        var saved = EncoderAs("module.", other);
        saved["module.bn1.weight"] = zeros(16, ScalarType.Int32);
        saved["module.bn1.bias"] = full(16, float.NaN);
        saved["module.bn2.running_var"] = full(16, -5f);
        var problem = Refused(box, saved, "encoder");
        Assert.That(
            problem.What,
            Is.EqualTo(
                "The saved weights are damaged, and none is taken: encoder.bn1.bias is not finite there; "
                    + "encoder.bn1.weight is Float32 in the model and Int32 there; encoder.bn2.running_var, a "
                    + "variance, is below zero there. 9 tensors are sound."
            )
        );
        Assert.That(problem.Remedy, Does.Contain("export the weights again").And.Not.Contain("stem"));
    }

    [Test]
    public void Of_many_misfits_the_first_five_are_named_and_the_rest_counted()
    {
        using var wider = Trained("encoder={\"use\":\"toy-encoder\",\"width\":32}");
        using var box = new Toybox();
        var problem = Refused(box, wider.Copy(), "encoder");
        Assert.That(problem.What, Does.Contain("; and 5 more. 2 tensors fit.").And.Contain("[32]"));
    }

    [Test]
    public void A_part_that_the_model_does_not_have_is_refused_with_those_that_it_has()
    {
        using var box = new Toybox();
        var problem = Refused(box, box.Copy(), "encoder", "heads.predictor");
        Assert.That(problem.Code, Is.EqualTo("ROCL0163"));
        Assert.That(problem.What, Does.Contain("'heads.predictor'"));
        Assert.That(problem.Remedy, Does.Contain("encoder, heads.projector"));
    }

    [Test]
    public void Two_networks_that_fit_equally_well_are_refused_with_their_prefixes()
    {
        using var other = Trained();
        using var box = new Toybox();
        var saved = EncoderAs("encoder_q.", other).Concat(EncoderAs("encoder_k.", other)).ToDictionary();
        var problem = Refused(box, saved, "encoder");
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0165", "Several networks there would fit: encoder_k., encoder_q.."))
        );
    }

    [Test]
    public void A_route_begins_as_it_was_saved_or_as_the_networks_own_batch_norm()
    {
        using var plain = Trained();
        using var routed = Trained("views.adv.route=adv");
        using var box = new Toybox("views.adv.route=adv");
        Fit(box, plain.Copy(), "encoder").Apply();
        foreach (var statistic in Statistics)
        {
            var expected = plain.State()[$"encoder.bn1.{statistic}"];
            Assert.That(box.State()[$"encoder.bn1.{statistic}"], Is.EqualTo(expected));
            Assert.That(box.State()[$"routes.adv.encoder.bn1.{statistic}"], Is.EqualTo(expected));
        }

        Fit(box, routed.Copy(), "encoder").Apply();
        foreach (var name in Statistics.Select(statistic => $"encoder.bn1.{statistic}"))
        {
            Assert.That(box.State()[name], Is.EqualTo(routed.State()[name]));
            Assert.That(box.State()[$"routes.adv.{name}"], Is.EqualTo(routed.State()[$"routes.adv.{name}"]));
        }
    }

    [Test]
    public void A_teacher_that_follows_begins_with_the_same_weights()
    {
        using var other = Trained();
        using var box = new Toybox("teachers.target={\"use\":\"ema\",\"momentum\":0.9,\"head\":\"projector\"}");
        var init = new BoundInit(From("encoder"), () => new(other.Copy().ToImmutableSortedDictionary(), "hash"));
        Assert.That(InitialWeights.Give(box.Model, init).Taken, Is.EqualTo(12));
        var state = box.State();
        foreach (var name in state.Keys.Where(name => name.StartsWith("teachers.target.", StringComparison.Ordinal)))
            Assert.That(state[name], Is.EqualTo(state[name["teachers.target.".Length..]]), name);
        Assert.That(state["teachers.target.encoder.conv1.weight"], Is.EqualTo(other.State()["encoder.conv1.weight"]));
    }

    [Test]
    public void Recipes_name_a_source_and_parts_the_encoder_where_they_name_none()
    {
        var init = ToyShelf.Read(ToyShelf.Rocl, "init={\"from\":\"a.safetensors\"}").Init!;
        Assert.That((init.From.Run, init.IsFile), Is.EqualTo(("a.safetensors", true)));
        Assert.That(init.Parts, Is.EqualTo(new[] { "encoder" }));
        Assert.That(ToyShelf.Read(ToyShelf.Rocl).Init, Is.Null);
        string[] codes =
        [
            .. ToyShelf.TryRead(ToyShelf.Rocl, "init={\"parts\":[],\"part\":1}").Problems.Select(each => each.Code),
        ];
        Assert.That(codes, Is.EquivalentTo(new[] { "ROCL0104", "ROCL0105", "ROCL0105" }));
    }
}
