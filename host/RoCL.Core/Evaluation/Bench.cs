using RoCL.Core.Classes;
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
    public string TestPart =>
        plan.Recipe.Images.MeasureOn is MeasuredOn.Validation && !IsOfOtherData ? "validation" : "test";

    /// <inheritdoc/>
    public int Features => model.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => [.. plan.Recipe.Heads.Keys];

    /// <inheritdoc/>
    public Device Device => model.Device;

    /// <inheritdoc/>
    public CancellationToken Stop => host.Stop;

    /// <summary>Signs of masked gradients, for each classifier that was attacked.</summary>
    public IReadOnlyList<Evidence> Evidence => Masking.Found;

    /// <summary>Predicted classes, and a few images; of benches made of this one too.</summary>
    public ImageRecords Records { get; private init; } = new();

    /// <summary>The components whose code may be running, the evaluation's own first.</summary>
    internal IEnumerable<ComponentUse> Uses => evaluation.WithInner.Concat(plan.Recipe.Uses);

    // Shared with the benches that are made of this one, so that each classifier is looked at once.
    private MaskingEvidence Masking { get; init; } = new(plan.Recipe.Masking.Images, plan.Bindings.BlackBox);

    // Comes before the names of everything on the bench; empty on the recipe's own data.
    private string Name { get; init; } = "";

    private bool IsOfOtherData { get; init; }

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
    public nn.Module<Tensor, Tensor> Head(string name) =>
        plan.Recipe.Heads.ContainsKey(name)
            ? model.CopyOfHead(name, Test.Classes, evaluation.Where)
            : throw new ProblemException(BenchProblems.NoHead(evaluation, name, Heads));

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        new EvaluatedNetwork(evaluation, network).CrossEntropy(labels, Test.Classes);

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
        WorkTrace.GiveSignOfLife();
        host.Report(FullName(stage), done, total);
    }

    /// <inheritdoc/>
    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch)
    {
        var evaluated = new EvaluatedNetwork(evaluation, network);
        return evaluated.Outputs(images, batch, Device, (done, total) => Report("features", done, total));
    }

    /// <inheritdoc/>
    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss) =>
        new Fitting(this, host, evaluation, name, FullName(name), network, descent).Run(loss);

    /// <inheritdoc/>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null) =>
        new Classification(this, host, evaluation, classifier).Run(NamesOf(classifier, name, seedName: name), change);

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        var attacked = new AttackedClassification(this, classifier, attack, threat, clean);
        var names = NamesOf(classifier, attacked.Name, attacked.SeedName);
        var classification = new Classification(this, host, evaluation, classifier);
        var moved = classification.Run(names, attacked.Moved, new(threat, clean));
        var condition = attacked.Of(moved);
        Records.KeepMisclassified(condition.Name, clean);
        var figure = new AttackedFigure(condition.Name, FullName(classifier.Name), attack, threat, condition.Correct);
        Masking.Look(this, classifier, figure, () => host.Elapsed);
        return condition;
    }

    /// <inheritdoc/>
    public IBench On(string name, IImages train, IImages test)
    {
        var other = new[] { train, test }.FirstOrDefault(images => images.Shape.Channels != plan.Shape.Channels);
        if (other is not null)
            throw new ProblemException(BenchProblems.OtherChannels(evaluation, other.Shape, plan.Shape));

        var measured = SameClasses.Numbered(plan.Recipe.Images.OfOtherData(test), train.Classes);
        return new Bench(plan, model, evaluation, new(train, measured), host)
        {
            Name = FullName(name),
            IsOfOtherData = IsOfOtherData || !ReferenceEquals(test, Test),
            Masking = Masking,
            Records = Records,
        };
    }

    private ConditionNames NamesOf(Classifier classifier, string name, string seedName)
    {
        if (name == Names.Clean)
            host.SeeClassifier(FullName(classifier.Name), () => ClassifierTensors.Of(classifier.Network, model, Test));
        return ConditionNames.Of(classifier.Name, name, seedName, FullName);
    }

    private string FullName(string name) => Names.Joined(Name, name);
}
