namespace Shared.Toys;

/// <summary>A loss that wants each of its views passed by itself.</summary>
[Component("toy-apart", "Mean squared distance of two views that are passed apart")]
public sealed record ToyApart : ILoss
{
    public LossRequirement Requirement => new(Views: 2) { SeparatePasses = true };

    public Tensor Of(LossInput input) => (input.Outputs[0] - input.Outputs[1]).square().mean([1]);
}
