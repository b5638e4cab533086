namespace RoCL.Contracts;

/// <summary>A protocol that measures a trained encoder.</summary>
public interface IEvaluation
{
    /// <summary>Measures.</summary>
    /// <param name="bench">The encoder, the data and the means.</param>
    /// <exception cref="ProblemException">The data does not allow the protocol, such as images without labels.</exception>
    EvaluationResult Evaluate(IBench bench);
}

/// <summary>What an evaluation works with.</summary>
public interface IBench
{
    /// <summary>The training images of the recipe.</summary>
    IImages Train { get; }

    /// <summary>The test images of the recipe.</summary>
    IImages Test { get; }

    /// <summary>F, the number of features that the encoder gives.</summary>
    int Features { get; }

    /// <summary>Where arithmetic runs. Batches come from the data on the CPU.</summary>
    Device Device { get; }

    /// <summary>Stops the evaluation between two reports when the person asks for it.</summary>
    CancellationToken Stop { get; }

    /// <summary>
    /// A copy of the trained encoder in eval mode, images in [0, 1] to features [N, F]; the caller's own, to train or to dispose.
    /// </summary>
    nn.Module<Tensor, Tensor> Encoder();

    /// <summary>
    /// The objective that an untargeted attack on a classifier raises: cross-entropy of each image, by the host's fast path.
    /// </summary>
    /// <param name="network">From images [N, C, H, W] in [0, 1] to logits [N, K], put into eval mode.</param>
    /// <param name="labels">int64 [N] on <see cref="Device"/>.</param>
    IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels);

    /// <summary>The attacked images, checked as in training: shape, finiteness and threat model.</summary>
    /// <param name="attack">How.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1] on <see cref="Device"/>.</param>
    /// <param name="objective">What the attack raises.</param>
    /// <param name="threat">Where the images may move to.</param>
    /// <param name="random">Where its random values come from.</param>
    /// <exception cref="ProblemException">ROCL0330 to ROCL0333: the attack returned what it must not.</exception>
    Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random);

    /// <summary>A source of random values.</summary>
    /// <param name="purpose">What for; another purpose, other values.</param>
    /// <param name="images">How many images its draws count.</param>
    Rng Random(string purpose, long images = 1);

    /// <summary>Says how far the work has come.</summary>
    /// <param name="stage">What is being done, in a few words.</param>
    /// <param name="done">Parts finished.</param>
    /// <param name="total">Parts in all.</param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    void Report(string stage, long done, long total);
}

/// <summary>What an evaluation found.</summary>
/// <param name="Protocol">One line that says what was done, for tables and papers.</param>
/// <param name="Conditions">One for each condition that the images were classified under; the host derives accuracies from them.</param>
public sealed record EvaluationResult(string Protocol, IReadOnlyList<Condition> Conditions);

/// <summary>Which images were classified correctly under one condition.</summary>
/// <param name="Name">Such as <c>clean</c> or <c>pgd linf 0.0314</c>; unique within the evaluation.</param>
/// <param name="Correct">One truth value for each test image, in the order of the data.</param>
/// <param name="Threat">The threat model of the condition; <see langword="null"/> for clean images.</param>
/// <param name="Seconds">How long it took to make the condition's images: the attack's wall time.</param>
public sealed record Condition(string Name, IReadOnlyList<bool> Correct, ThreatModel? Threat = null, double Seconds = 0);
