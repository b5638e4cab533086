using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Tensors;
using TorchSharp;

namespace RoCL.Core.Evaluation;

/// <summary>
/// What an evaluation works with: copies of the trained networks, the data, and the same guarded
/// attacks as in training.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The trained model; only read.</param>
/// <param name="evaluation">The evaluation.</param>
/// <param name="data">Training images, and those that are measured on.</param>
/// <param name="host">Progress, clock, and what is kept.</param>
public sealed class Bench(
    Plan plan,
    Model model,
    ComponentUse evaluation,
    (IImages Train, IImages Test) data,
    IBenchHost host
) : IBench
{
    /// <inheritdoc/>
    public IImages Train => data.Train;

    /// <inheritdoc/>
    public IImages Test => data.Test;

    /// <inheritdoc/>
    public int Features => model.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => [.. plan.Recipe.Heads.Keys];

    /// <inheritdoc/>
    public Device Device => model.Device;

    /// <inheritdoc/>
    public CancellationToken Stop => host.Stop;

    /// <summary>
    /// What was looked for in the gradients of each classifier that was attacked.
    /// </summary>
    public IReadOnlyList<Evidence> Evidence => Found;

    // Whose code may be running: what the evaluation is given, then everything else in the recipe.
    private IEnumerable<ComponentUse> Uses => evaluation.WithInner.Concat(plan.Recipe.Uses);

    private List<Evidence> Found { get; init; } = [];

    private string Name { get; init; } = "";

    /// <summary>Evaluates, and looks at what comes of it.</summary>
    /// <param name="protocol">The evaluation.</param>
    /// <exception cref="ProblemException">
    /// ROCL03xx and ROCL05xx, as its code and that of its attacks is; ROCL0517 a result that is
    /// none.
    /// </exception>
    public EvaluationResult Run(Func<IEvaluation> protocol) =>
        Findings.Checked(evaluation, Guard.Call(evaluation, () => protocol().Evaluate(this), Uses, Stop), Test.Count);

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Encoder() => model.CopyOfEncoder();

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Head(string name) =>
        plan.Recipe.Heads.ContainsKey(name)
            ? model.CopyOfHead(name)
            : throw new ProblemException(
                new(
                    "ROCL0511",
                    evaluation.Where,
                    $"the trained model has no head '{name}'.",
                    Heads.Count == 0 ? "It has none." : $"It has: {string.Join(", ", Heads)}."
                )
            );

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels)
    {
        network.eval();
        // Whoever attacks is shown copies of the labels that he is judged by, and images that the
        // network may write into.
        var mine = labels.clone();
        return new NetworkObjective(
            images => Findings.Logits(evaluation, network.call(Layout.ChannelsLast(images).clone()), images.shape[0]),
            logits => nn.functional.cross_entropy(logits, mine, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );
    }

    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var use = Blame.Owner(attack.GetType(), Uses) ?? evaluation;
        var moved = Guard.Call(use, () => attack.Perturb(clean.clone(), objective, threat, random), Uses, Stop);
        return Guard.Attacked(use, moved, clean, threat).detach();
    }

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) =>
        new(plan.Seed.For(evaluation.Key).For(Joined(Name, purpose)), images, model.Device);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total)
    {
        host.Stop.ThrowIfCancellationRequested();
        host.Report(Joined(Name, stage), done, total);
    }

    /// <inheritdoc/>
    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch)
    {
        network.eval();
        using var quiet = no_grad();
        return cat([
            .. Batches(images, batch)
                .Select(
                    (part, i) =>
                    {
                        using var scope = NewDisposeScope();
                        Report("features", i, (images.Count + batch - 1) / batch);
                        return scope.MoveToOuter(
                            Findings.Logits(
                                evaluation,
                                network.call(Layout.ChannelsLast(part.Images.to(Device))),
                                part.Images.shape[0]
                            )
                        );
                    }
                ),
        ]);
    }

    /// <inheritdoc/>
    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss) =>
        new Fitting(this, host, evaluation, name, Joined(Name, name), network, descent).Run(loss);

    /// <inheritdoc/>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null)
    {
        var full = Joined(classifier.Name, name);
        if (Test.Labels is null)
        {
            throw new ProblemException(
                new("ROCL0510", evaluation.Where, "the images have no labels.", "Take labelled data.")
            );
        }

        var (correct, seconds) = (new List<bool>(), 0.0);
        foreach (var part in Batches(Test, classifier.Batch))
        {
            using var scope = NewDisposeScope();
            Report(full, correct.Count, Test.Count);
            var found = Part(
                scope,
                $"{Joined(Name, full)} {correct.Count}",
                () =>
                    Blame.During(
                        $"'{Joined(Name, full)}' from image {correct.Count} on",
                        () =>
                            Guard.Call(
                                evaluation,
                                () => Classified(part, full, correct.Count, classifier, change),
                                Uses,
                                Stop
                            )
                    )
            );
            correct.AddRange(found["correct"].data<bool>());
            seconds += found["seconds"].item<double>();
        }
        return new(Joined(Name, full), correct, Seconds: seconds, Images: Test);
    }

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        var climbed = classifier.GradientNetwork ?? classifier.Network;
        var attacked = Classify(
            $"{attack} {threat}",
            classifier,
            (batch, random) => Attack(attack, batch.Images, CrossEntropy(climbed, batch.Labels!), threat, random)
        );
        var of = Joined(Name, classifier.Name);
        if (plan.Recipe.Masking.Images > 0 && Found.All(evidence => evidence.Classifier != of))
            Found.Add(new Masking(this, plan.Recipe.Masking, classifier, attack, threat).Look(of));
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
            {
                throw new ProblemException(
                    new(
                        "ROCL0512",
                        evaluation.Where,
                        $"images of {images.Shape.Channels} channel(s) are given to an encoder that was trained on {plan.Shape.Channels}.",
                        "Take data of the same channels."
                    )
                );
            }
        }

        return new Bench(plan, model, evaluation, (train, test), host) { Name = Joined(Name, name), Found = Found };
    }

    private ImmutableSortedDictionary<string, Tensor> Classified(
        Batch part,
        string name,
        int from,
        Classifier classifier,
        Func<Batch, Rng, Tensor>? change
    )
    {
        var batch = new Batch(part.Images.to(Device), part.Labels!.to(Device), part.Indices);
        var begun = host.Elapsed;
        var images = change is null
            ? batch.Images
            : Changed(batch, change, Random($"{name} {from}", batch.Images.shape[0]));
        var seconds = (host.Elapsed - begun).TotalSeconds;
        var logits = Findings.Deciding(evaluation, CrossEntropy(classifier.Network, batch.Labels!).Outputs(images));
        var correct = logits.argmax(1).eq(batch.Labels!).cpu();
        return ImmutableSortedDictionary<string, Tensor>
            .Empty.Add("correct", correct)
            .Add("seconds", tensor(seconds, ScalarType.Float64));
    }

    private Tensor Changed(Batch batch, Func<Batch, Rng, Tensor> change, Rng random)
    {
        var use = Blame.Owner(change.Method.DeclaringType, Uses) ?? evaluation;
        var copy = batch with { Images = batch.Images.clone(), Labels = batch.Labels!.clone() };
        return Guard.Augmented(use, Guard.Call(use, () => change(copy, random), Uses, Stop), batch.Images);
    }

    private ImmutableSortedDictionary<string, Tensor> Part(
        DisposeScope scope,
        string name,
        Func<ImmutableSortedDictionary<string, Tensor>> make
    )
    {
        if (host.Find(name) is { } kept)
        {
            scope.Attach(kept.Tensors.Values);
            return kept.Tensors;
        }
        var made = make();
        host.Keep(name, TensorFile.Of(made));
        return made;
    }

    private static IEnumerable<Batch> Batches(IImages images, int batch)
    {
        for (long from = 0; from < images.Count; from += batch)
            yield return images.Gather(arange(from, Math.Min(from + batch, images.Count), ScalarType.Int64));
    }

    private static string Joined(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first} {second}";
}
