using RoCL.Core.Ranks;

namespace RoCL.Core.Training;

/// <summary>The views of a step, so far as they are made.</summary>
/// <param name="Images">The rank's images of each, [N, C, H, W], by name.</param>
/// <param name="Mixes">
/// How the images of mixed views were mixed, by the name of the view that mixed them: partners are
/// rows of the whole batch.
/// </param>
internal sealed record StepViews(ImmutableDictionary<string, Tensor> Images, ImmutableDictionary<string, ViewMix> Mixes)
{
    /// <summary>Before the first view.</summary>
    public static StepViews Empty() =>
        new(ImmutableDictionary<string, Tensor>.Empty, ImmutableDictionary<string, ViewMix>.Empty);

    /// <summary>The images of some views over all ranks, by name.</summary>
    /// <param name="names">The views.</param>
    /// <param name="collective">The ranks.</param>
    public ImmutableDictionary<string, Tensor> OfAllRanks(IEnumerable<string> names, ICollective collective)
    {
        if (collective.World == 1)
            return Images;
        using var quiet = no_grad();
        var gathered = Images;
        foreach (var name in names.Distinct())
            gathered = gathered.SetItem(name, collective.Gather(Images[name].contiguous()));
        return gathered;
    }

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
