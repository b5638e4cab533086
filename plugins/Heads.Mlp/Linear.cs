namespace RoCL.Heads.Mlp;

/// <summary>
/// One linear layer from features to a logit for each class: the classifier of supervised training.
/// </summary>
/// <remarks>
/// The weight is named <c>linear</c> and drawn as PyTorch's Linear draws it, bias included.
/// <para>Shape: [N, F] to logits [N, K], K the number of the data's classes.</para>
/// <para>Errors: ROCL0362 data without classes.</para>
/// </remarks>
/// <example>
/// <code>
/// {
///   "heads": { "classifier": { "use": "linear" } },
///   "views": {
///     "adv": { "maximise": { "use": "cross-entropy", "views": ["adv"], "head": "classifier" } }
///   },
///   "loss": [{ "use": "cross-entropy", "views": ["adv"], "head": "classifier" }]
/// }
/// </code>
/// </example>
[Component("linear", "One linear layer to the data's classes")]
public sealed record Linear : IHead
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(int features, int classes) =>
        classes > 0 ? nn.Sequential(("linear", nn.Linear(features, classes))) : throw NoClasses();

    private static ProblemException NoClasses() =>
        new(
            new(
                "ROCL0362",
                "linear head",
                "The data has no classes, and this head gives a logit for each class.",
                "Choose data with labels, or another head, such as mlp."
            )
        );
}
