namespace Components.Tests.Evaluations;

/// <summary>Lightens or darkens each image by a random amount.</summary>
internal sealed record Shade(double Most) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => (images + random.Between(-Most, Most)).clamp(0, 1);
}

/// <summary>
/// Some of the pixels are black; those that are kept make up for them on the average.
/// </summary>
internal sealed record Drops(double Part) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) =>
        images * random.Uniform(images.shape).ge(Part).to(ScalarType.Float32) / (1 - Part);
}

/// <summary>Ways to lose a gradient.</summary>
internal sealed record Cuts(SmoothedInferenceTests.Cut How) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) =>
        How switch
        {
            SmoothedInferenceTests.Cut.Detached => images.detach(),
            SmoothedInferenceTests.Cut.Rounded => (255 * images).round() / 255,
            _ => (images - images.detach()).sqrt() + images.detach(),
        };
}
