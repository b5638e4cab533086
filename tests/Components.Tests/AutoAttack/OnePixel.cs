namespace Components.Tests.AutoAttack;

/// <summary>
/// A classifier of images of one pixel, worked by hand: class 1 wins above one half. The loss is
/// the logit of class 1.
/// </summary>
/// <param name="Labels">int64 [N]; <see langword="null"/> where no row has one.</param>
internal sealed record OnePixel(Tensor? Labels) : IObjective
{
    public Tensor Outputs(Tensor images)
    {
        var brightness = images.flatten(1);
        return cat([zeros_like(brightness), brightness - 0.5], 1);
    }

    public Tensor Losses(Tensor images) => Outputs(images).select(1, 1);

    public ObjectivePoint At(Tensor images) => throw new NotSupportedException();

    public IObjective Aim(Func<Tensor, Tensor> losses) => throw new NotSupportedException();

    public IObjective Only(Tensor rows) => new OnePixel(Labels?.index_select(0, rows));
}
