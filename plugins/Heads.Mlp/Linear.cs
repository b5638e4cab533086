namespace RoCL.Heads.Mlp;

/// <summary>
/// One linear layer from features to a logit for each class: the classifier of supervised training.
/// </summary>
/// <remarks>
/// The weight is named <c>linear</c> and drawn as PyTorch's Linear draws it, bias included, or 0.
/// <para>Shape: [N, F] to logits [N, K], K the number of the data's classes.</para>
/// <para>Errors: ROCL0362 data without classes.</para>
/// </remarks>
/// <param name="Zero">
/// Begins with weights and bias of 0, so that every class is as likely before the first step.
/// </param>
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
public sealed record Linear(bool Zero = false) : IHead
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(int features, int classes) =>
        classes > 0 ? nn.Sequential(("linear", Layer(features, classes))) : throw NoClasses();

    private nn.Module<Tensor, Tensor> Layer(int features, int classes)
    {
        var layer = nn.Linear(features, classes);
        if (!Zero)
            return layer;
        using var quiet = no_grad();
        foreach (var parameter in layer.parameters())
            parameter.zero_();
        return layer;
    }

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
