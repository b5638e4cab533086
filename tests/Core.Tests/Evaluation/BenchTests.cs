using RoCL.Core.Evaluation;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>
/// What an evaluation is given: copies of the encoder, guarded attacks, randomness of its own.
/// </summary>
public sealed class BenchTests
{
    private static Bench Bench(Toybox box, IBenchHost? host = null)
    {
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        return new(box.Plan, box.Model, use, new(box.Data, box.Data), host ?? new ToyHost());
    }

    [Test]
    public void An_encoder_is_a_copy_in_eval_mode_that_says_what_the_trained_one_says()
    {
        using var box = new Toybox("normalize={\"mean\":[0.4],\"deviation\":[0.3]}");
        box.Train(steps: 3);
        using var copy = Bench(box).Encoder();
        var images = box.Data.Gather(arange(5, ScalarType.Int64)).Images;
        box.Model.Enter(Mode.Eval);
        Assert.That(copy.training, Is.False);
        Assert.That(copy.call(images).allclose(box.Model.Encode(images), rtol: 0, atol: 0));
    }

    [Test]
    public void What_is_done_to_a_copy_leaves_the_trained_one_alone()
    {
        using var box = new Toybox();
        var before = box.State();
        using var copy = Bench(box).Encoder();
        using (no_grad())
        {
            foreach (var parameter in copy.parameters())
                parameter.zero_();
        }

        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void The_objective_is_the_cross_entropy_of_each_image()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var batch = box.Data.Gather(arange(6, ScalarType.Int64));
        var objective = Bench(box).CrossEntropy(network, batch.Labels!);
        var expected = -nn
            .functional.log_softmax(network.call(batch.Images), 1)
            .gather(1, batch.Labels!.unsqueeze(1))
            .squeeze(1);
        Assert.That(objective.Losses(batch.Images).allclose(expected.detach()));
    }

    [Test]
    public void An_attack_that_leaves_the_threat_model_is_caught()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var bench = Bench(box);
        var batch = box.Data.Gather(arange(6, ScalarType.Int64));
        var fault = Assert.Throws<ProblemException>(() =>
            bench.Attack(
                new ToyFault("range"),
                batch.Images,
                bench.CrossEntropy(network, batch.Labels!),
                new LInf(0.1),
                bench.Random("attack", 6)
            )
        )!;
        Assert.That(fault.Problem.Code, Is.EqualTo("ROCL0333"));
    }

    [Test]
    public void Another_purpose_is_another_stream_and_the_same_one_the_same()
    {
        using var box = new Toybox();
        float[] Draw(string purpose) => Bench(box).Random(purpose, 4).Uniform(4, 2).data<float>().ToArray();
        Assert.That(
            (Draw("a").SequenceEqual(Draw("a")), Draw("a").SequenceEqual(Draw("b"))),
            Is.EqualTo((true, false))
        );
    }

    [Test]
    public void A_report_passes_on_until_someone_asks_to_stop()
    {
        using var box = new Toybox();
        var host = new ToyHost();
        var bench = Bench(box, host);
        bench.Report("half", 1, 2);
        host.Stopping = true;
        Assert.Throws<OperationCanceledException>(() => bench.Report("whole", 2, 2));
        Assert.That(host.Reports, Is.EqualTo(new[] { new Reported("half", 1, 2) }));
    }

    [Test]
    public void A_head_is_a_copy_that_says_what_the_trained_one_says()
    {
        using var box = new Toybox();
        box.Train(steps: 2);
        using var copy = Bench(box).Head("projector");
        var features = ones(3, 16);
        Assert.That(copy.call(features).allclose(box.Model.Head("projector", features), rtol: 0, atol: 0));
    }

    [Test]
    public void An_unknown_head_is_refused_with_the_known_ones()
    {
        using var box = new Toybox();
        var problem = Assert.Throws<ProblemException>(() => Bench(box).Head("classifier"))!.Problem;
        Assert.That((problem.Code, problem.Remedy), Is.EqualTo(("ROCL0511", "It has: projector.")));
    }

    [Test]
    public void Outputs_do_not_depend_on_the_batch()
    {
        using var box = new Toybox();
        using var encoder = Bench(box).Encoder();
        var whole = Bench(box).Outputs(encoder, box.Data, 48);
        var parts = Bench(box).Outputs(encoder, box.Data, 7);
        Assert.That(whole.allclose(parts, rtol: 1e-5, atol: 1e-6));
    }

    [Test]
    public void Images_of_other_channels_are_refused_on_another_bench()
    {
        using var box = new Toybox();
        var colour = new ToyData(Channels: 3).Open(Split.Train);
        Assert.That(
            Assert.Throws<ProblemException>(() => Bench(box).On("colour", colour, colour))!.Problem.Code,
            Is.EqualTo("ROCL0512")
        );
    }

    [Test]
    public void Another_bench_says_its_name_before_every_condition_and_draws_for_itself()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var bench = Bench(box);
        var other = Bench(box).On("few", box.Data, box.Data);
        Assert.That(other.Classify("clean", new(network)).Name, Is.EqualTo("few clean"));
        Assert.That(other.Random("a", 4).Uniform(4).allclose(bench.Random("a", 4).Uniform(4)), Is.False);
    }
}
