namespace RoCL.Core.Numbers;

/// <summary>A number that may change while training goes on: a closed family.</summary>
public abstract record Schedule
{
    private Schedule() { }

    /// <summary>The same number throughout.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Constant(double Value) : Schedule;

    /// <summary>A straight line or another curve, level before and after.</summary>
    /// <param name="From">The number at the first step.</param>
    /// <param name="To">The number once <paramref name="Over"/> has gone by.</param>
    /// <param name="Over">How long the change takes.</param>
    /// <param name="Every">
    /// How often the number is renewed; at every step where <see langword="null"/>.
    /// </param>
    /// <param name="Ahead">
    /// How far ahead of the step it is read, not at all where <see langword="null"/>: one epoch,
    /// where a formula counts epochs from 1.
    /// </param>
    /// <param name="Curve">How the number goes from one end to the other.</param>
    public sealed record Ramp(
        double From,
        double To,
        Span Over,
        Span? Every = null,
        Span? Ahead = null,
        Curve Curve = Curve.Line
    ) : Schedule;

    /// <summary>The number at one step.</summary>
    public double At(Moment moment) =>
        this switch
        {
            Constant constant => constant.Value,
            Ramp ramp => ramp.From + (ramp.To - ramp.From) * PartOf(ramp, moment),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The least and the greatest number that there can be.</summary>
    public (double Least, double Greatest) Bounds =>
        this switch
        {
            Constant constant => (constant.Value, constant.Value),
            Ramp ramp => (Math.Min(ramp.From, ramp.To), Math.Max(ramp.From, ramp.To)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // How much of the change has happened, from 0 to 1.
    private static double PartOf(Ramp ramp, Moment moment)
    {
        var time = Math.Clamp(Renewed(ramp, moment) / ramp.Over.InSteps(moment), 0, 1);
        return ramp.Curve == Curve.Cosine ? (1 - Math.Cos(Math.PI * time)) / 2 : time;
    }

    private static double Renewed(Ramp ramp, Moment moment)
    {
        var step = moment.Step + (ramp.Ahead?.InSteps(moment) ?? 0);
        return ramp.Every?.InSteps(moment) is { } every ? Math.Floor(step / every) * every : step;
    }
}

/// <summary>How a number goes from one end of a schedule to the other.</summary>
public enum Curve
{
    /// <summary>Along a straight line.</summary>
    Line,

    /// <summary>Along half a period of a cosine: slow at both ends.</summary>
    Cosine,
}
