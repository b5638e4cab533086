namespace RoCL.Core.Training;

/// <summary>The views of a step, so far as they are made.</summary>
/// <param name="Images">The images of each, [N, C, H, W], by name.</param>
/// <param name="Mixes">
/// How the images of mixed views were mixed, by the name of the view that mixed them: partners are
/// rows of the whole batch.
/// </param>
internal sealed record StepViews(ImmutableDictionary<string, Tensor> Images, ImmutableDictionary<string, ViewMix> Mixes)
{
    /// <summary>Before the first view.</summary>
    public static StepViews Empty() =>
        new(ImmutableDictionary<string, Tensor>.Empty, ImmutableDictionary<string, ViewMix>.Empty);

    /// <summary>With one view more.</summary>
    /// <param name="name">The view's name.</param>
    /// <param name="images">Its images.</param>
    public StepViews With(string name, Tensor images) => this with { Images = Images.Add(name, images) };

    /// <summary>With one mixed view more.</summary>
    /// <param name="mix">How it was mixed.</param>
    /// <param name="images">Its images.</param>
    public StepViews With(ViewMix mix, Tensor images) =>
        With(mix.View, images) with
        {
            Mixes = Mixes.Add(mix.View, mix),
        };
}
