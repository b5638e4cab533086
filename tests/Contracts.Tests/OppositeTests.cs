namespace Contracts.Tests;

public sealed class OppositeTests
{
    /// <summary>The loss of an image is the sum of its pixels, times a factor of its own.</summary>
    private sealed record Brightness(Tensor Factors) : IObjective
    {
        public Tensor? Labels => zeros(Factors.shape[0], dtype: ScalarType.Int64);

        public Tensor Outputs(Tensor images) => images.flatten(1);

        public Tensor Features(Tensor images) => images.flatten(1) + 1;

        public Tensor Losses(Tensor images) => Outputs(images).sum(1) * Factors;

        public ObjectivePoint At(Tensor images) =>
            new(Outputs(images), Losses(images), ones_like(images) * Factors.view(-1, 1, 1, 1));

        public IObjective Aim(Func<Tensor, Tensor> losses) => new Brightness(losses(Factors.unsqueeze(1)));

        public IObjective Only(Tensor rows) => new Brightness(Factors.index_select(0, rows));
    }

    private static Tensor Images => arange(12, dtype: ScalarType.Float32).view(3, 1, 2, 2);
    private static Brightness Inner => new(tensor(new float[] { 1, 2, 3 }));

    [Test]
    public void What_rose_falls()
    {
        var at = ((IObjective)new Opposite(Inner)).At(Images);
        Assert.That(at.Gradient.flatten(1)[.., 0].data<float>().ToArray(), Is.EqualTo(new float[] { -1, -2, -3 }));
        Assert.That(at.Losses.eq(-Inner.Losses(Images)).all().item<bool>());
        Assert.That(new Opposite(Inner).Losses(Images).eq(at.Losses).all().item<bool>());
        Assert.That(((IObjective)new Opposite(Inner)).Gradient(Images).eq(at.Gradient).all().item<bool>());
    }

    [Test]
    public void The_network_and_its_labels_are_the_same()
    {
        var opposite = new Opposite(Inner);
        Assert.That(opposite.Outputs(Images).eq(Inner.Outputs(Images)).all().item<bool>());
        Assert.That(opposite.Features(Images).eq(Inner.Features(Images)).all().item<bool>());
        Assert.That(
            opposite
                .Fooled(
                    tensor(
                        new float[,]
                        {
                            { 2, 1 },
                            { 1, 2 },
                            { 3, 0 },
                        }
                    )
                )!
                .data<bool>()
                .ToArray(),
            Is.EqualTo(new[] { false, true, false })
        );
        Assert.That(opposite.Labels, Is.Not.Null);
    }

    [Test]
    public void Some_rows_of_it_fall_too() =>
        Assert.That(
            new Opposite(Inner)
                .Only(tensor(new long[] { 2, 0 }))
                .Gradient(Images[..2])
                .flatten(1)[.., 0]
                .data<float>()
                .ToArray(),
            Is.EqualTo(new float[] { -3, -1 })
        );

    [Test]
    public void Another_aim_brings_its_own_sign() =>
        Assert.That(
            new Opposite(Inner)
                .Aim(outputs => outputs.sum(1) * 10)
                .Gradient(Images)
                .flatten(1)[.., 0]
                .data<float>()
                .ToArray(),
            Is.EqualTo(new float[] { 10, 20, 30 })
        );
}
