namespace RoCL.Core;

/// <summary>What an evaluation works with: copies of the trained encoder, the data, and the same guarded attacks as in training.</summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The trained model; only read.</param>
/// <param name="evaluation">The evaluation.</param>
/// <param name="data">Training and test images.</param>
/// <param name="report">Where progress goes: stage, done, total.</param>
/// <param name="stop">Stops the evaluation.</param>
public sealed class Bench(
    Plan plan, Model model, ComponentUse evaluation, (IImages Train, IImages Test) data,
    Action<string, long, long> report, CancellationToken stop) : IBench
{
    /// <inheritdoc/>
    public IImages Train => data.Train;

    /// <inheritdoc/>
    public IImages Test => data.Test;

    /// <inheritdoc/>
    public int Features => model.Features;

    /// <inheritdoc/>
    public Device Device => model.Device;

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Encoder()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var encoder = Model.NewEncoder(plan.Recipe, plan.Shape, model.Device);
        var saved = model.Encoder.state_dict();
        foreach (var (name, mine) in encoder.state_dict()) mine.copy_(saved[name]);
        encoder.eval();
        return encoder;
    }

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels)
    {
        network.eval();
        return new NetworkObjective(
            images => network.call(Layout.ChannelsLast(images)),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            labels.shape[0], labels, NetworkObjective.Nothing(labels.shape[0]));
    }

    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Guard.Attacked(evaluation, attack.Perturb(clean, objective, threat, random), clean, threat).detach();

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) => new(plan.Seed.For(evaluation.Key).For(purpose), images, model.Device);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total)
    {
        stop.ThrowIfCancellationRequested();
        report(stage, done, total);
    }
}
