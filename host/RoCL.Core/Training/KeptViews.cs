namespace RoCL.Core.Training;

/// <summary>Copies of a step's views, for those who look at them after the step.</summary>
/// <param name="Images">[N, C, H, W] each, by the views' names.</param>
/// <param name="Labels">int64 [N]; <see langword="null"/> without labels.</param>
public sealed record KeptViews(ImmutableDictionary<string, Tensor> Images, Tensor? Labels) : IDisposable
{
    /// <summary>Copies some views, which then outlive the step.</summary>
    /// <param name="views">All views of the step.</param>
    /// <param name="labels">The labels of its images.</param>
    /// <param name="names">The views that are wanted.</param>
    internal static KeptViews Of(
        ImmutableDictionary<string, Tensor> views,
        Tensor? labels,
        IEnumerable<string> names
    ) => new(names.Distinct().ToImmutableDictionary(name => name, name => Copy(views[name])), Copied(labels));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var images in Images.Values)
            images.Dispose();
        Labels?.Dispose();
    }

    private static Tensor Copy(Tensor tensor) => tensor.detach().clone().DetachFromDisposeScope();

    private static Tensor? Copied(Tensor? tensor) => tensor is null ? null : Copy(tensor);
}
