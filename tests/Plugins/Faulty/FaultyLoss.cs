namespace Lab.Faulty;

/// <summary>The mean squared distance of two views, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-loss", "Mean squared distance")]
public sealed record FaultyLoss(string Kind = "", int After = 2, string Repaired = "") : ILoss
{
    private readonly Fault _fault = new(Kind, After, Repaired);

    /// <inheritdoc/>
    public LossRequirement Requirement =>
        Kind == "requirement throws" && !File.Exists(Repaired)
            ? throw new NotSupportedException("no idea")
            : new(Views: 2);

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var apart = (input.Outputs[0] - input.Outputs[1]).exp();
        var losses = apart.mean([1]);
        var now = _fault.Next();
        switch (now)
        {
            case "shape":
                return apart;
            case "writes":
                using (no_grad())
                {
                    foreach (var view in input.Outputs)
                        view.zero_();
                    input.Labels?.zero_();
                    input.Indices?.zero_();
                }
                return losses;
            case "writes into its own":
                apart.mul_(2);
                return losses;
            case "adds other shapes":
                return input.Outputs[0].mm(input.Outputs[1]).mean([1]);
            default:
                return _fault.In(now, losses);
        }
    }
}
