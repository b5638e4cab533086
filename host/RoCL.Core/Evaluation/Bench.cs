using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Evaluation;

/// <summary>
/// What an evaluation works with: copies of the trained networks, the data, and the same guarded
/// attacks as in training.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The trained model; only read.</param>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="data">Training images, and those that are measured on.</param>
/// <param name="host">Progress, clock, and finished parts.</param>
public sealed class Bench(Plan plan, Model model, ComponentUse evaluation, ChosenImages data, IBenchHost host) : IBench
{
    /// <inheritdoc/>
    public IImages Train => data.Train;

    /// <inheritdoc/>
    public IImages Test => data.Measured;

    /// <inheritdoc/>
    public int Features => model.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => [.. plan.Recipe.Heads.Keys];

    /// <inheritdoc/>
    public Device Device => model.Device;

    /// <inheritdoc/>
    public CancellationToken Stop => host.Stop;

    /// <summary>
    /// The signs of masked gradients that were looked for, for each classifier that was attacked.
    /// </summary>
    public IReadOnlyList<Evidence> Evidence => FoundEvidence;

    /// <summary>
    /// The components whose code may be running: those of the evaluation's options, then everything
    /// else in the recipe.
    /// </summary>
    internal IEnumerable<ComponentUse> Uses => evaluation.WithInner.Concat(plan.Recipe.Uses);

    private List<Evidence> FoundEvidence { get; init; } = [];

    // Comes before the names of everything on the bench; empty on the recipe's own data.
    private string Name { get; init; } = "";

    /// <summary>Evaluates, and checks the result.</summary>
    /// <param name="protocol">Makes the evaluation.</param>
    /// <exception cref="ProblemException">
    /// ROCL03xx and ROCL05xx, as its code and that of its attacks is; ROCL0517 a result that is
    /// none.
    /// </exception>
    public EvaluationResult Run(Func<IEvaluation> protocol)
    {
        var result = Guard.Call(evaluation, () => protocol().Evaluate(this), Uses, Stop);
        return Findings.Checked(evaluation, result, Test.Count);
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Encoder() => model.CopyOfEncoder();

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Head(string name)
    {
        if (plan.Recipe.Heads.ContainsKey(name))
            return model.CopyOfHead(name);
        throw new ProblemException(
            new(
                "ROCL0511",
                evaluation.Where,
                $"The trained model has no head '{name}'.",
                Heads.Count == 0 ? "It has none." : $"It has: {string.Join(", ", Heads)}."
            )
        );
    }

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels)
    {
        network.eval();
        // An attack gets copies of the labels that it is judged by, and the network images that it
        // may write into.
        var copy = labels.clone();
        return new NetworkObjective(
            images => Logits(network, Layout.ChannelsLast(images).clone()),
            logits => nn.functional.cross_entropy(logits, copy, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );
    }

    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var use = Attribution.Owner(attack.GetType(), Uses) ?? evaluation;
        return new GuardedAttack(use, attack, Uses, Stop).Perturb(clean, objective, threat, random);
    }

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) =>
        new(plan.Seed.For(evaluation.Key).For(FullName(purpose)), images, model.Device);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total)
    {
        host.Stop.ThrowIfCancellationRequested();
        host.Report(FullName(stage), done, total);
    }

    /// <inheritdoc/>
    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch)
    {
        network.eval();
        using var quiet = no_grad();
        var batches = (images.Count + batch - 1) / batch;
        var outputs = new List<Tensor>();
        foreach (var part in ImageBatches.Of(images, batch))
        {
            using var scope = NewDisposeScope();
            Report("features", outputs.Count, batches);
            outputs.Add(scope.MoveToOuter(Logits(network, Layout.ChannelsLast(part.Images.to(Device)))));
        }
        return cat([.. outputs]);
    }

    /// <inheritdoc/>
    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss) =>
        new Fitting(this, host, evaluation, name, FullName(name), network, descent).Run(loss);

    /// <inheritdoc/>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null)
    {
        var ofClassifier = Names.Joined(classifier.Name, name);
        return new Classification(this, host, evaluation, classifier).Run(ofClassifier, FullName(ofClassifier), change);
    }

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        var gradientNetwork = classifier.GradientNetwork ?? classifier.Network;
        var attacked = Classify(
            $"{attack} {threat}",
            classifier,
            (batch, random) =>
                Attack(attack, batch.Images, CrossEntropy(gradientNetwork, batch.Labels!), threat, random)
        );
        LookForMasking(classifier, attack, threat);
        return attacked with
        {
            Threat = threat,
            Correct = [.. attacked.Correct.Zip(clean.Correct, (moved, untouched) => moved && untouched)],
        };
    }

    /// <inheritdoc/>
    public IBench On(string name, IImages train, IImages test)
    {
        foreach (var images in new[] { train, test })
        {
            if (images.Shape.Channels != plan.Shape.Channels)
                throw new ProblemException(OtherChannels(images));
        }

        return new Bench(plan, model, evaluation, new(train, test), host)
        {
            Name = FullName(name),
            FoundEvidence = FoundEvidence,
        };
    }

    private void LookForMasking(Classifier classifier, IAttack attack, ThreatModel threat)
    {
        var name = FullName(classifier.Name);
        if (plan.Recipe.Masking.Images == 0 || FoundEvidence.Exists(evidence => evidence.Classifier == name))
            return;
        var check = new Masking(this, plan.Recipe.Masking.Images, plan.Bindings.BlackBox, classifier, attack, threat);
        FoundEvidence.Add(check.Look(name));
    }

    private Tensor Logits(nn.Module<Tensor, Tensor> network, Tensor images) =>
        Findings.Logits(evaluation, network.call(images), images.shape[0]);

    private string FullName(string name) => Names.Joined(Name, name);

    private Problem OtherChannels(IImages images) =>
        new(
            "ROCL0512",
            evaluation.Where,
            $"The images have {images.Shape.Channels} channel(s), and the encoder was trained on "
                + $"{plan.Shape.Channels}.",
            "Take data of the same channels."
        );
}
