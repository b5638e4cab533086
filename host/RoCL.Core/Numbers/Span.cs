namespace RoCL.Core.Numbers;

/// <summary>A length of training: a closed family.</summary>
public abstract record Span
{
    private Span() { }

    /// <summary>A number of epochs, fractions allowed.</summary>
    /// <param name="Count">Above 0.</param>
    public sealed record Epochs(double Count) : Span;

    /// <summary>A number of steps.</summary>
    /// <param name="Count">Above 0.</param>
    public sealed record Steps(double Count) : Span;

    /// <summary>All of the training.</summary>
    public sealed record Training : Span;

    /// <summary>How many steps it is.</summary>
    public double InSteps(Moment moment) =>
        this switch
        {
            Epochs epochs => epochs.Count * moment.StepsPerEpoch,
            Steps steps => steps.Count,
            Training => (double)moment.Epochs * moment.StepsPerEpoch,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>
    /// Reads <c>10 epochs</c>, <c>500 steps</c> or <c>training</c>; ROCL0121 otherwise.
    /// </summary>
    public static Result<Span> Read(string where, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["training"] => new Training(),
            [var count, "epoch" or "epochs"] when Positive(where, count) is { } n => new Epochs(n),
            [var count, "step" or "steps"] when Positive(where, count) is { } n => new Steps(n),
            _ => new Problem(
                "ROCL0121",
                where,
                $"'{text}' is not a length of training.",
                "Write \"10 epochs\", \"500 steps\" or \"training\"."
            ),
        };

    private static double? Positive(string where, string text) =>
        Number.Read(where, text) is Result<double>.Ok { Value: > 0 } number ? number.Value : null;
}
