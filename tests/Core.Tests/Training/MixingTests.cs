using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// Mixed views: read, trained on, seen by losses, refused where weights would be ignored.
/// </summary>
public sealed class MixingTests
{
    private static readonly string[] Classified =
    [
        "heads.classes=toy-classifier",
        "views.m={\"mix\":\"a\",\"by\":\"toy-mix\"}",
        "views.adv.perturb=m",
        "views.adv.maximise={\"use\":\"toy-mixed-labels\",\"views\":[\"adv\"],\"head\":\"classes\"}",
        "loss=[{\"use\":\"toy-mixed-labels\",\"views\":[\"adv\"],\"head\":\"classes\"}]",
    ];

    [TestCase("train.microBatch=16")]
    [TestCase("train.microBatch=4")]
    [TestCase("views.m.by.share={\"from\":0.5,\"to\":1}")]
    public void A_training_cut_in_pieces_is_the_uninterrupted_one_to_the_bit(string variant)
    {
        using var whole = new Toybox([.. Classified, variant]);
        using var resumed = new Toybox([.. Classified, variant, "seed=1"]);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    [Test]
    public void A_loss_over_an_attacked_view_of_a_mixed_one_sees_its_partners_and_weights()
    {
        using var box = new Toybox(Classified);
        box.Train(steps: 1);
        var mix = ToyMixedLabels.Last.MixOf(0)!;
        Assert.That(mix.View, Is.EqualTo("m"));
        Assert.That(mix.Weights.data<float>().ToArray(), Is.EqualTo(Enumerable.Repeat(0.75f, 16)));
        Assert.That(
            mix.Partners.data<long>().ToArray().Order(),
            Is.EqualTo(Enumerable.Range(0, 16).Select(row => (long)row))
        );
    }

    [Test]
    public void Partners_stay_within_their_micro_batch_and_count_among_the_rows_that_a_loss_sees()
    {
        using var box = new Toybox([.. Classified, "train.microBatch=4"]);
        box.Train(steps: 1);
        var partners = ToyMixedLabels.Last.MixOf(0)!.Partners.data<long>().ToArray();
        Assert.That(partners, Has.Length.EqualTo(16));
        Assert.That(
            partners.Select((partner, row) => partner / 4 == row / 4),
            Is.All.True,
            "in a loss over the whole batch"
        );
        using var parts = new Toybox([.. Classified, "train.microBatch=4", "loss.0.over=micro-batch"]);
        parts.Train(steps: 1);
        Assert.That(ToyMixedLabels.Last.MixOf(0)!.Partners.data<long>().ToArray(), Is.All.InRange(0, 3));
    }

    [Test]
    public void Views_that_are_not_mixed_are_seen_without_a_mix()
    {
        using var box = new Toybox([.. Classified, "loss.0.views=[\"a\"]"]);
        box.Train(steps: 1);
        Assert.That(ToyMixedLabels.Last.MixOf(0), Is.Null);
    }

    [Test]
    public void A_mixed_view_is_read_with_its_component()
    {
        using var box = new Toybox([.. Classified, "views.m.by.share=0.5"]);
        var view = box.Recipe.Views.OfType<View.Mixed>().Single();
        Assert.That((view.Name, view.Source, view.By.Key), Is.EqualTo(("m", "a", "views.m.by")));
        Assert.That(box.Recipe.Uses, Has.Member(view.By));
        box.Train(steps: 1);
        Assert.That(ToyMixedLabels.Last.MixOf(0)!.Weights[0].item<float>(), Is.EqualTo(0.5f));
    }

    [Test]
    public void A_loss_that_does_not_honour_mixing_is_refused_before_training()
    {
        const string loss = "loss=[{\"use\":\"toy-labels\",\"views\":[\"adv\"],\"head\":\"classes\"}]";
        var bindings = new ToyShelf().Bind(ToyShelf.Read(ToyShelf.Rocl, [.. Classified, loss]));
        var problem = Plan.Of(bindings, bindings.Data.Constant.Open(Split.Train)).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0190", "toy.json: loss.0.views")));
        Assert.That(problem.What, Does.Contain("toy-labels").And.Contain("'adv'"));
    }

    [TestCase("views.m.mix=m", "ROCL0109")]
    [TestCase("views.m.mix=nobody", "ROCL0108")]
    [TestCase("views.m.by=null", "ROCL0105")]
    [TestCase("views.m.by=toy-ascent", "ROCL0202")]
    [TestCase("views.m.augment=[]", "ROCL0104")]
    [TestCase("views.n={\"mix\":\"m\",\"by\":\"toy-mix\"}", "ROCL0191")]
    [TestCase("views.n={\"mix\":\"adv\",\"by\":\"toy-mix\"}", "ROCL0191")]
    public void What_cannot_be_mixed_is_refused_at_its_key(string setting, string code)
    {
        var problems = ToyShelf.TryRead(ToyShelf.Rocl, [.. Classified, setting]).Problems;
        Assert.That(problems.Select(problem => problem.Code), Does.Contain(code), string.Join('\n', problems));
    }

    [TestCase("throw", "ROCL0300", "The component threw InvalidOperationException: out of ideas.")]
    [TestCase("none", "ROCL0346", "The component returned null, or a disposed tensor.")]
    [TestCase(
        "shape",
        "ROCL0355",
        "The mixing returned images Float32 on CPU [16, 1, 7, 8] for images Float32 on CPU [16, 1, 8, 8]."
    )]
    [TestCase(
        "type",
        "ROCL0355",
        "The mixing returned images Float64 on CPU [16, 1, 8, 8] for images Float32 on CPU [16, 1, 8, 8]."
    )]
    [TestCase("nan", "ROCL0356", "The mixing returned pixels from NaN to NaN instead of [0, 1].")]
    [TestCase("range", "ROCL0356", "The mixing returned pixels from ")]
    [TestCase("partners", "ROCL0357", "The mixing returned partners from 1 to 16, and the batch has 16 images.")]
    [TestCase(
        "negative partners",
        "ROCL0357",
        "The mixing returned partners from -1 to 14, and the batch has 16 images."
    )]
    [TestCase(
        "partners of reals",
        "ROCL0357",
        "The mixing returned partners Float32 on CPU [16] instead of Int64 [16]."
    )]
    [TestCase("fewer partners", "ROCL0357", "The mixing returned partners Int64 on CPU [15] instead of Int64 [16].")]
    [TestCase("weights", "ROCL0358", "The mixing returned weights from 1.75 to 1.75 instead of [0, 1].")]
    [TestCase("negative weights", "ROCL0358", "The mixing returned weights from -0.75 to -0.75 instead of [0, 1].")]
    [TestCase("nan weights", "ROCL0358", "The mixing returned weights from NaN to NaN instead of [0, 1].")]
    [TestCase(
        "whole weights",
        "ROCL0358",
        "The mixing returned weights Int64 on CPU [16] instead of floating point [16]."
    )]
    [TestCase(
        "one weight",
        "ROCL0358",
        "The mixing returned weights Float32 on CPU [] instead of floating point [16]."
    )]
    public void A_fault_in_a_step_names_key_plugin_and_step_and_changes_nothing(string fault, string code, string what)
    {
        using var box = new Toybox([.. Classified, $"views.m.by.fault={fault}"]);
        var before = box.State();
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.What, Does.StartWith(what));
        Assert.That(problem.Where, Is.EqualTo("toy.json: views.m.by (Shared/toy-mix 0.1.0), step 0"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void A_mixing_that_writes_to_its_input_changes_nothing_else()
    {
        string[] plain = [.. Classified, "loss.0.views=[\"a\"]"];
        using var sound = new Toybox(plain);
        using var writing = new Toybox([.. plain, "views.m.by.fault=writes"]);
        sound.Train();
        writing.Train();
        Assert.That(writing.State(), Is.EqualTo(sound.State()).AsCollection);
    }
}
