namespace Components.Tests.Monitors;

/// <summary>As much of a bench as a monitor of embeddings or logits needs.</summary>
/// <param name="heads">The names of the heads; each returns the encoder's outputs.</param>
/// <param name="encoder">Makes a copy of the encoder.</param>
internal sealed class TinyBench(IReadOnlyList<string> heads, Func<nn.Module<Tensor, Tensor>> encoder) : IBench
{
    public IImages Train => null!;

    public IImages Test => null!;

    public int Features => 2;

    public IReadOnlyList<string> Heads => heads;

    public Device Device => CPU;

    public CancellationToken Stop => CancellationToken.None;

    public nn.Module<Tensor, Tensor> Encoder() => encoder();

    public nn.Module<Tensor, Tensor> Head(string name) =>
        heads.Contains(name)
            ? nn.Identity()
            : throw new ProblemException(new("ROCL0511", "head", $"There is no head '{name}'.", "Name another one."));

    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        TinyTraining.Objective(network, labels);

    public IBench On(string name, IImages train, IImages test) => this;

    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        throw new NotSupportedException();

    public Rng Random(string purpose, long images = 1) => throw new NotSupportedException();

    public void Report(string stage, long done, long total) => throw new NotSupportedException();

    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch) =>
        throw new NotSupportedException();

    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss) =>
        throw new NotSupportedException();

    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null) =>
        throw new NotSupportedException();

    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean) =>
        throw new NotSupportedException();
}
