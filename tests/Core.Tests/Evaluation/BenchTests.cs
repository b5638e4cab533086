using Core.Tests.Toys;
using Core.Tests.Training;
using RoCL.Core;

namespace Core.Tests.Evaluation;

/// <summary>What an evaluation is given: copies of the encoder, guarded attacks, randomness of its own.</summary>
public sealed class BenchTests
{
    private readonly List<(string, long, long)> _reports = [];

    private Bench Bench(Toybox box, CancellationToken stop = default)
    {
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single().Use;
        return new(box.Plan, box.Model, use, (box.Data, box.Data), (stage, done, total) => _reports.Add((stage, done, total)), stop);
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
        using (no_grad()) foreach (var parameter in copy.parameters()) parameter.zero_();
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void The_objective_is_the_cross_entropy_of_each_image()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var batch = box.Data.Gather(arange(6, ScalarType.Int64));
        var objective = Bench(box).CrossEntropy(network, batch.Labels!);
        var expected = -nn.functional.log_softmax(network.call(batch.Images), 1).gather(1, batch.Labels!.unsqueeze(1)).squeeze(1);
        Assert.That(objective.Losses(batch.Images).allclose(expected.detach()));
    }

    [Test]
    public void An_attack_that_leaves_the_threat_model_is_caught()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var (bench, batch) = (Bench(box), box.Data.Gather(arange(6, ScalarType.Int64)));
        var fault = Assert.Throws<ProblemException>(() =>
            bench.Attack(new ToyFault("range"), batch.Images, bench.CrossEntropy(network, batch.Labels!), new LInf(0.1), bench.Random("attack", 6)))!;
        Assert.That(fault.Problem.Code, Is.EqualTo("ROCL0333"));
    }

    [Test]
    public void Another_purpose_is_another_stream_and_the_same_one_the_same()
    {
        using var box = new Toybox();
        float[] Draw(string purpose) => Bench(box).Random(purpose, 4).Uniform(4, 2).data<float>().ToArray();
        Assert.That((Draw("a").SequenceEqual(Draw("a")), Draw("a").SequenceEqual(Draw("b"))), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_report_passes_on_until_someone_asks_to_stop()
    {
        using var box = new Toybox();
        using var stop = new CancellationTokenSource();
        var bench = Bench(box, stop.Token);
        bench.Report("half", 1, 2);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => bench.Report("whole", 2, 2));
        Assert.That(_reports, Is.EqualTo(new[] { ("half", 1L, 2L) }));
    }
}
