namespace Components.Tests.Evaluations;

/// <summary>Images with a mean brightness that says their class.</summary>
/// <param name="Train">Training images.</param>
/// <param name="Test">Test images.</param>
/// <param name="Labelled">Whether there are labels.</param>
/// <param name="Channels">Of each image.</param>
/// <param name="Mislabelled">Every fifth test image has the label of another class.</param>
[Component("toy-brightness", "Dark, gray and bright images")]
public sealed record ToyBrightness(
    int Train = 60,
    int Test = 30,
    bool Labelled = true,
    int Channels = 1,
    bool Mislabelled = false
) : IDataset
{
    public IImages Open(Split split)
    {
        var count = split == Split.Train ? Train : Test;
        var labels = arange(count, ScalarType.Int64).remainder(3);
        var noise = new Rng(new Seed((long)split + 1), count).Uniform(count, Channels, 4, 4);
        var pixels = (255 * (0.15 + 0.35 * labels.view(-1, 1, 1, 1) + 0.02 * noise)).to(ScalarType.Byte);
        var named = labels;
        if (Mislabelled && split == Split.Test)
            named = labels.where(arange(count).remainder(5) != 0, (labels + 1).remainder(3));
        return new PixelImages(
            pixels.DetachFromDisposeScope(),
            Labelled ? named.DetachFromDisposeScope() : null,
            Labelled ? ["dark", "gray", "bright"] : []
        );
    }
}

/// <summary>
/// Features: how near the mean brightness is to that of each class. Nothing to train.
/// </summary>
[Component("toy-thirds", "How near the mean brightness is to 0.15, 0.5 and 0.85")]
public sealed record ToyThirds : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => new Thirds();

    private sealed class Thirds() : nn.Module<Tensor, Tensor>("thirds")
    {
        public override Tensor forward(Tensor images) =>
            (1 - 3 * (images.mean([1, 2, 3]).unsqueeze(1) - tensor(new[] { 0.15f, 0.5f, 0.85f })).abs()).clamp_min(-3);
    }
}

/// <summary>A convolution with batch-norm: something to train.</summary>
[Component("toy-convolution", "A convolution with batch-norm")]
public sealed record ToyConvolution(int Width = 16) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(
            ("conv", nn.Conv2d(shape.Channels, Width, 3, padding: 1, bias: false)),
            ("bn", nn.BatchNorm2d(Width)),
            ("relu", nn.ReLU()),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten())
        );
}

/// <summary>The features themselves as logits.</summary>
[Component("toy-as-it-is", "Features as they are")]
public sealed record ToyAsItIs : IHead
{
    public nn.Module<Tensor, Tensor> Build(int features, int classes) => nn.Identity();
}
