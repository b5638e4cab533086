namespace RoCL.Core.Fingerprints;

/// <summary>The images of a data set, so that others in their place are noticed.</summary>
/// <param name="Train">All images of the training split.</param>
/// <param name="Test">
/// All images of the test split; <see langword="null"/> where nothing is measured on it.
/// </param>
public sealed record DataFingerprint(ImagesFingerprint Train, ImagesFingerprint? Test)
{
    /// <summary>The splits, with the names that messages give them.</summary>
    public IEnumerable<(string Name, ImagesFingerprint Images)> Splits() =>
        Test is null ? [("train", Train)] : [("train", Train), ("test", Test)];

    /// <summary>The same without classes and names, as records of runs hold it.</summary>
    public DataFingerprint WithoutDetails() => new(Train.WithoutDetails(), Test?.WithoutDetails());
}
