namespace Shared.Toys;

[Component("toy-options", "Options that few components have, and the images as they are")]
public sealed record ToyOptions(
    IReadOnlyList<int>? Widths = null,
    IReadOnlyList<string>? Words = null,
    long Many = 0,
    float Narrow = 0,
    Split Split = Split.Train
) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}
