namespace RoCL.Contracts;

/// <summary>What an evaluation works with.</summary>
/// <remarks>
/// What <see cref="Fit"/> and <see cref="Classify"/> have finished is kept by the host until the
/// evaluation is over: one that was stopped goes on from there, to the same digits. So a name given
/// to them stands once in an evaluation.
/// </remarks>
public interface IBench
{
    /// <summary>The training images of the recipe.</summary>
    IImages Train { get; }

    /// <summary>The images that are measured on: the recipe's test images, as a rule.</summary>
    IImages Test { get; }

    /// <summary>F, the number of features that the encoder gives.</summary>
    int Features { get; }

    /// <summary>The names of the trained heads.</summary>
    IReadOnlyList<string> Heads { get; }

    /// <summary>Where arithmetic runs. Batches come from the data on the CPU.</summary>
    Device Device { get; }

    /// <summary>Stops the evaluation between two reports when the person asks for it.</summary>
    CancellationToken Stop { get; }

    /// <summary>
    /// A copy of the trained encoder in eval mode, images in [0, 1] to features [N, F]; the
    /// caller's own, to train or to dispose.
    /// </summary>
    nn.Module<Tensor, Tensor> Encoder();

    /// <summary>
    /// A copy of a trained head in eval mode, features [N, F] to outputs [N, D]; the caller's own.
    /// </summary>
    /// <param name="name">One of <see cref="Heads"/>.</param>
    /// <exception cref="ProblemException">ROCL0511: there is none of that name.</exception>
    nn.Module<Tensor, Tensor> Head(string name);

    /// <summary>
    /// The objective that an untargeted attack on a classifier raises: cross-entropy of each image,
    /// by the host's fast path.
    /// </summary>
    /// <param name="network">
    /// From images [N, C, H, W] in [0, 1] to logits [N, K], put into eval mode.
    /// </param>
    /// <param name="labels">int64 [N] on <see cref="Device"/>.</param>
    IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels);

    /// <summary>
    /// The attacked images, checked as in training: shape, finiteness and threat model.
    /// </summary>
    /// <param name="attack">How.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1] on <see cref="Device"/>.</param>
    /// <param name="objective">What the attack raises.</param>
    /// <param name="threat">Where the images may move to.</param>
    /// <param name="random">Where its random values come from.</param>
    /// <exception cref="ProblemException">
    /// ROCL0330 to ROCL0333: the attack returned what it must not.
    /// </exception>
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

    /// <summary>
    /// What a network in eval mode says of all images of a data set, [Count, D] on
    /// <see cref="Device"/>.
    /// </summary>
    /// <param name="network">From images [N, C, H, W] in [0, 1] to outputs [N, D].</param>
    /// <param name="images">The data.</param>
    /// <param name="batch">Images at a time.</param>
    Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch);

    /// <summary>
    /// Trains a network on <see cref="Train"/>; what each epoch reached is kept, so that a stopped
    /// evaluation goes on there.
    /// </summary>
    /// <param name="name">What is trained, such as <c>classifier</c>.</param>
    /// <param name="network">
    /// Its parameters are trained; its running statistics are kept too. In train mode before each
    /// step.
    /// </param>
    /// <param name="descent">How long and how fast.</param>
    /// <param name="loss">From a step to a scalar whose gradient reaches the parameters.</param>
    void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss);

    /// <summary>Which test images a classifier gets right, as some change makes them.</summary>
    /// <param name="name">The condition's name.</param>
    /// <param name="classifier">What is measured.</param>
    /// <param name="change">
    /// From some of the images on <see cref="Device"/>, with their labels, and random values for
    /// them, to the images that are classified; left out, they are classified as they are.
    /// </param>
    /// <exception cref="ProblemException">ROCL0510: the images have no labels.</exception>
    Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null);

    /// <summary>Which test images a classifier gets right under an attack.</summary>
    /// <remarks>
    /// An image that is wrong untouched is wrong under attack too: the adversary may leave it as it
    /// is. The first attack on each classifier is also held against five signs of gradients that
    /// only seem to protect (Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019,
    /// arXiv:1902.06705), which the run's summary shows.
    /// </remarks>
    /// <param name="classifier">What is measured.</param>
    /// <param name="attack">The attack on it.</param>
    /// <param name="threat">Where images may move to.</param>
    /// <param name="clean">What <see cref="Classify"/> found of the untouched images.</param>
    Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean);

    /// <summary>The same bench over other data: a part of the labels, another data set.</summary>
    /// <param name="name">Stands before all names of this bench's conditions.</param>
    /// <param name="train">Its training images.</param>
    /// <param name="test">Its test images.</param>
    /// <exception cref="ProblemException">
    /// ROCL0512: images of other channels than the encoder was trained on.
    /// </exception>
    IBench On(string name, IImages train, IImages test);
}
