namespace Lab.Faulty;

/// <summary>The learning rate as it stands, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many steps.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-rate", "The learning rate as it stands")]
public sealed record FaultyRate(string Kind = "", int After = 2, string Repaired = "") : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment)
    {
        if (moment.Step < After || File.Exists(Repaired))
            return lr;
        return Kind switch
        {
            "throws" => throw new InvalidOperationException("out of time"),
            "nan" => double.NaN,
            "negative" => -lr,
            _ => lr,
        };
    }
}
