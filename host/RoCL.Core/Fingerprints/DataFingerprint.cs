namespace RoCL.Core.Fingerprints;

/// <summary>The images of a data set, so that others in their place are noticed.</summary>
/// <param name="Train">All images of the training split.</param>
/// <param name="Test">
/// All images of the test split; <see langword="null"/> where nothing is measured on it.
/// </param>
public sealed record DataFingerprint(ImagesFingerprint Train, ImagesFingerprint? Test)
{
    /// <summary>
    /// Other data that the recipe names, such as that of a transfer evaluation, by its key; none
    /// where it names none.
    /// </summary>
    public ImmutableSortedDictionary<string, DataFingerprint>? Others { get; init; }

    /// <summary>The splits, with the names that messages give them.</summary>
    public IEnumerable<(string Name, ImagesFingerprint Images)> Splits() =>
        Test is null ? [("train", Train)] : [("train", Train), ("test", Test)];

    /// <summary>The same without classes and names, as records of runs hold it.</summary>
    public DataFingerprint WithoutDetails() =>
        new(Train.WithoutDetails(), Test?.WithoutDetails())
        {
            Others = Others?.ToImmutableSortedDictionary(
                other => other.Key,
                other => other.Value.WithoutDetails(),
                StringComparer.Ordinal
            ),
        };

    /// <summary>The same with only some of the other data.</summary>
    /// <param name="isWanted">By the key.</param>
    public DataFingerprint WithOthers(Func<string, bool> isWanted) =>
        this with
        {
            Others = Others?.Where(other => isWanted(other.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

    /// <summary>Whether all images are the same.</summary>
    /// <param name="other">The other ones.</param>
    public bool Equals(DataFingerprint? other) =>
        other is not null && Train == other.Train && Test == other.Test && Pairs.SequenceEqual(other.Pairs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Train, Test);

    private IEnumerable<KeyValuePair<string, DataFingerprint>> Pairs =>
        Others ?? Enumerable.Empty<KeyValuePair<string, DataFingerprint>>();
}
