namespace RoCL.Core.Evaluation;

/// <summary>
/// What an evaluation found image by image besides right and wrong: the predicted classes of each
/// condition, and a few images of its first attack.
/// </summary>
public sealed class ImageRecords : IDisposable
{
    private readonly Dictionary<string, ImmutableArray<int>> _predicted = [];

    /// <summary>
    /// The class that each test image was given, by the name of the condition; not of conditions
    /// that an evaluation makes of others, such as a worst case.
    /// </summary>
    public IReadOnlyDictionary<string, ImmutableArray<int>> Predicted => _predicted;

    /// <summary>Images of the first attack; none before one, or without any.</summary>
    public ExampleImages? Examples { get; private set; }

    /// <summary>Deletes the images.</summary>
    public void Dispose() => Examples?.Dispose();

    /// <summary>Notes the predicted classes of a condition.</summary>
    /// <param name="condition">Its name in the result.</param>
    /// <param name="predicted">One class for each test image.</param>
    internal void Add(string condition, IEnumerable<int> predicted) => _predicted[condition] = [.. predicted];

    /// <summary>
    /// An image that is misclassified without an attack keeps that class under it, since the
    /// adversary may leave it as it is.
    /// </summary>
    /// <param name="attacked">The attacked condition.</param>
    /// <param name="clean">The condition without an attack.</param>
    internal void KeepMisclassified(string attacked, Condition clean)
    {
        if (!_predicted.TryGetValue(attacked, out var moved) || !_predicted.TryGetValue(clean.Name, out var untouched))
            return;
        Add(attacked, moved.Select((predicted, i) => clean.Correct[i] ? predicted : untouched[i]));
    }

    /// <summary>Notes images of an attack, where it is the first.</summary>
    /// <param name="part">The tensors of a condition's first batch.</param>
    /// <param name="condition">The condition's name in the result.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="test">All images that are measured on.</param>
    internal void Show(
        ImmutableSortedDictionary<string, Tensor> part,
        string condition,
        ShownAttack attack,
        IImages test
    ) => Examples ??= ExampleImages.In(part, condition, attack, test);
}
