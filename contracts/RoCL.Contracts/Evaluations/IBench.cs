namespace RoCL.Contracts;

/// <summary>
/// What an evaluation works with: the trained encoder, the data and the arithmetic.
/// </summary>
/// <remarks>
/// The host keeps every result of <see cref="Fit"/> and <see cref="Classify"/> until the evaluation
/// has ended. An evaluation that was stopped continues from there, with bit-identical results. Each
/// name that is passed to them must therefore be unique within the evaluation.
/// </remarks>
public interface IBench
{
    /// <summary>The training images of the recipe.</summary>
    IImages Train { get; }

    /// <summary>
    /// The images to measure on: the test images unless the recipe says otherwise.
    /// </summary>
    IImages Test { get; }

    /// <summary>
    /// What part of the data <see cref="Test"/> is, for protocols: <c>test</c>, or
    /// <c>validation</c> where training images were held out.
    /// </summary>
    string TestPart => "test";

    /// <summary>F, the number of features that the encoder returns.</summary>
    int Features { get; }

    /// <summary>The names of the trained heads.</summary>
    IReadOnlyList<string> Heads { get; }

    /// <summary>The device of all arithmetic. Batches come from the data on the CPU.</summary>
    Device Device { get; }

    /// <summary>Cancelled when the user asks to stop.</summary>
    CancellationToken Stop { get; }

    /// <summary>
    /// A copy of the trained encoder in eval mode, from images [N, C, H, W] in [0, 1] to features
    /// [N, F]. The caller may train it, and disposes of it.
    /// </summary>
    nn.Module<Tensor, Tensor> Encoder();

    /// <summary>
    /// A copy of a trained head in eval mode, from features [N, F] to outputs [N, D]. The caller
    /// may train it, and disposes of it.
    /// </summary>
    /// <param name="name">One of <see cref="Heads"/>.</param>
    /// <exception cref="ProblemException">ROCL0511: there is no head of that name.</exception>
    nn.Module<Tensor, Tensor> Head(string name);

    /// <summary>
    /// The objective of an untargeted attack on a classifier: the cross-entropy of each image,
    /// computed by the host's fast path.
    /// </summary>
    /// <param name="network">
    /// From images [N, C, H, W] in [0, 1] to logits [N, K]. The host puts it into eval mode.
    /// </param>
    /// <param name="labels">int64 [N] on <see cref="Device"/>.</param>
    IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels);

    /// <summary>
    /// Runs an attack and checks its result as in training: shape, finite values and threat model.
    /// </summary>
    /// <param name="attack">The attack.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1] on <see cref="Device"/>.</param>
    /// <param name="objective">The objective that the attack raises.</param>
    /// <param name="threat">The set that the images must stay in.</param>
    /// <param name="random">The source of the attack's random values.</param>
    /// <returns>The attacked images, [N, C, H, W] in [0, 1].</returns>
    /// <exception cref="ProblemException">
    /// ROCL0330 to ROCL0333: the attack returned what it must not.
    /// </exception>
    Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random);

    /// <summary>A source of random values, which follows from the recipe's seed.</summary>
    /// <param name="purpose">What the values are for; each purpose has values of its own.</param>
    /// <param name="images">The first dimension of its draws, 1 or more.</param>
    Rng Random(string purpose, long images = 1);

    /// <summary>Reports progress, and is a point at which the evaluation can be stopped.</summary>
    /// <param name="stage">What is being done, in a few words.</param>
    /// <param name="done">The number of finished parts.</param>
    /// <param name="total">The number of all parts.</param>
    /// <exception cref="OperationCanceledException">The user asked to stop.</exception>
    void Report(string stage, long done, long total);

    /// <summary>
    /// Notes what a person should know of the protocol on these data, such as a number that had to
    /// be smaller than the recipe says. The host shows it as the warning ROCL0285: before training,
    /// since it goes through evaluations then, on networks that are not trained.
    /// </summary>
    /// <param name="what">A sentence that says what is the case.</param>
    /// <param name="remedy">A sentence that says what to do.</param>
    void Note(string what, string remedy) { }

    /// <summary>
    /// A network's outputs for all images of a data set, in eval mode: [Count, D] on
    /// <see cref="Device"/>.
    /// </summary>
    /// <param name="network">From images [N, C, H, W] in [0, 1] to outputs [N, D].</param>
    /// <param name="images">The data.</param>
    /// <param name="batch">The number of images in one forward pass, 1 or more.</param>
    Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch);

    /// <summary>
    /// Trains a network on <see cref="Train"/>. The host keeps the state after every epoch, so that
    /// a stopped evaluation continues from there.
    /// </summary>
    /// <param name="name">What is trained, such as <c>classifier</c>.</param>
    /// <param name="network">
    /// Its parameters are trained, and its running statistics are kept as well. The host puts it
    /// into train mode before each step.
    /// </param>
    /// <param name="descent">Epochs, batch size and learning rate.</param>
    /// <param name="loss">
    /// From a step to a scalar loss with a gradient with respect to the parameters.
    /// </param>
    void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss);

    /// <summary>Classifies all test images under one condition.</summary>
    /// <param name="name">The condition's name.</param>
    /// <param name="classifier">The classifier under measurement.</param>
    /// <param name="change">
    /// From images [N, C, H, W] on <see cref="Device"/> with their labels, and random values for
    /// them, to the images that are classified; left out, the images are classified as they are.
    /// </param>
    /// <exception cref="ProblemException">ROCL0510: the images have no labels.</exception>
    Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null);

    /// <summary>Classifies all test images under an attack.</summary>
    /// <remarks>
    /// An image that is misclassified without an attack counts as misclassified under attack too,
    /// since the adversary may leave it as it is; the attack never sees it. Some of the images are
    /// also checked for six signs of gradient masking (Athalye et al. 2018, arXiv:1802.00420;
    /// Carlini et al. 2019, arXiv:1902.06705), which mark the figure in tables.
    /// </remarks>
    /// <param name="classifier">The classifier under measurement.</param>
    /// <param name="attack">The attack on it.</param>
    /// <param name="threat">The set that the attacked images must stay in.</param>
    /// <param name="clean">The result of <see cref="Classify"/> for the unchanged images.</param>
    Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean);

    /// <summary>The same bench with other data, such as fewer labels or another data set.</summary>
    /// <param name="name">A prefix of all names that this bench gives to its conditions.</param>
    /// <param name="train">Its training images.</param>
    /// <param name="test">Its test images.</param>
    /// <exception cref="ProblemException">
    /// ROCL0512: the images have another number of channels than those that the encoder was trained
    /// on.
    /// </exception>
    IBench On(string name, IImages train, IImages test);
}
