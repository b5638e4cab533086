namespace Fidelity.Tests.Components;

/// <summary>A view that the golden file holds, in place of a random one.</summary>
/// <param name="Name">Its name among the tensors of the step.</param>
[Component("given-view", "A view that was given")]
public sealed record GivenView(string Name) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => GivenStep.Current.Tensors[Name];
}
