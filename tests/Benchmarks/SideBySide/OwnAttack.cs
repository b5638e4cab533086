using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Core.Tensors;
using RoCL.Runs.Recipes;

namespace Benchmarks.SideBySide;

/// <summary>
/// The attack of an evaluation on a batch of images, by the bench that evaluations work on.
/// </summary>
internal sealed class OwnAttack : IBenchHost
{
    /// <summary>Attacks until <paramref name="stepTaken"/> ends the process.</summary>
    public static void Run(Job job, Action stepTaken)
    {
        var evaluation = job.Plan.Bindings.Evaluations.Single();
        manual_seed(job.Plan.Seed.For("weights").Value);
        using var model = Model.Build(job.Plan, CPU);
        var bench = new Bench(job.Plan, model, evaluation.Use, new(job.Train, job.Test), new OwnAttack());
        var planned = evaluation.Constant.Planned.Single();
        var batch = job.Test.Gather(arange(job.Recipe.Train.Batch));
        using var network = nn.Sequential(("encoder", bench.Encoder()), ("classifier", Classifier(bench)));
        // What the network says of them now, so that no image is fooled to begin with.
        var labels = Labels(network, batch.Images);
        while (true)
        {
            using var scope = NewDisposeScope();
            var objective = bench.CrossEntropy(network, labels);
            var random = bench.Random("attack", job.Recipe.Train.Batch);
            bench.Attack(planned.Attack, batch.Images, objective, planned.Threat, random);
            GC.Collect(0); // as evaluations do after each batch
            stepTaken();
        }
    }

    /// <inheritdoc/>
    public CancellationToken Stop => default;

    /// <inheritdoc/>
    public TimeSpan Elapsed => TimeSpan.Zero;

    /// <inheritdoc/>
    public void Report(string stage, long done, long total) { }

    /// <inheritdoc/>
    public TensorFile? Find(string name) => null;

    /// <inheritdoc/>
    public void Keep(string name, TensorFile part) { }

    private static Tensor Labels(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var quiet = no_grad();
        network.eval();
        return network.call(Layout.ChannelsLast(images)).argmax(1);
    }

    // Not the evaluation's own, which begins with zeros: all gradients would be zero too.
    private static nn.Module<Tensor, Tensor> Classifier(Bench bench) => nn.Linear(bench.Features, 10);
}
