namespace Contracts.Tests;

public sealed class OppositeTests
{
    private static Tensor Images => arange(12, dtype: ScalarType.Float32).view(3, 1, 2, 2);
    private static readonly Brightness Inner = new(tensor(new float[] { 1, 2, 3 }));
    private static readonly IObjective Opposite = new Opposite(Inner);

    [Test]
    public void Losses_and_gradients_change_their_sign()
    {
        var point = Opposite.At(Images);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Values(point.Losses), Is.EqualTo(new float[] { -6, -44, -114 }));
            Assert.That(Values(Opposite.Losses(Images)), Is.EqualTo(new float[] { -6, -44, -114 }));
            Assert.That(FirstPixels(point.Gradient), Is.EqualTo(new float[] { -1, -2, -3 }));
            Assert.That(FirstPixels(Opposite.Gradient(Images)), Is.EqualTo(new float[] { -1, -2, -3 }));
        }
    }

    [Test]
    public void Outputs_features_and_labels_stay_the_same()
    {
        var logits = tensor(new float[] { 2, 1, 1, 2, 3, 0 }).view(3, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Values(Opposite.Outputs(Images)), Is.EqualTo(Values(Images)));
            Assert.That(Values(Opposite.At(Images).Outputs), Is.EqualTo(Values(Images)));
            Assert.That(Values(Opposite.Features(Images)), Is.EqualTo(Values(Images + 1)));
            Assert.That(Opposite.Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 1 }));
            Assert.That(Opposite.Fooled(logits)!.data<bool>().ToArray(), Is.EqualTo(new[] { false, false, true }));
        }
    }

    [Test]
    public void Some_rows_of_it_fall_too()
    {
        var rows = Opposite.Only(tensor(new long[] { 2, 0 }));
        Assert.That(FirstPixels(rows.Gradient(Images[..2])), Is.EqualTo(new float[] { -3, -1 }));
    }

    [Test]
    public void Another_aim_keeps_its_own_sign()
    {
        var aimed = Opposite.Aim(outputs => outputs.sum(1) * 10);
        Assert.That(FirstPixels(aimed.Gradient(Images)), Is.EqualTo(new float[] { 10, 20, 30 }));
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static float[] FirstPixels(Tensor images) => Values(images.flatten(1)[.., 0]);

    /// <summary>The loss of an image is the sum of its pixels, times a factor of its own.</summary>
    private sealed record Brightness(Tensor Factors) : IObjective
    {
        public Tensor? Labels => (Factors > 1).to(ScalarType.Int64);

        public Tensor Outputs(Tensor images) => images.flatten(1);

        public Tensor Features(Tensor images) => images.flatten(1) + 1;

        public Tensor Losses(Tensor images) => Outputs(images).sum(1) * Factors;

        public ObjectivePoint At(Tensor images) =>
            new(Outputs(images), Losses(images), ones_like(images) * Factors.view(-1, 1, 1, 1));

        public IObjective Aim(Func<Tensor, Tensor> losses) => new Brightness(losses(Factors.unsqueeze(1)));

        public IObjective Only(Tensor rows) => new Brightness(Factors.index_select(0, rows));
    }
}
