namespace RoCL.Optimizers.Standard;

/// <summary>The learning rate as it stands.</summary>
/// <example>
/// <code>
/// { "learningRate": { "use": "constant" } }
/// </code>
/// </example>
[Component("constant", "The learning rate as it stands")]
public sealed record Constant : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment) => lr;
}
