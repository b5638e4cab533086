namespace RoCL.Contracts;

/// <summary>
/// What a data set says of how its images came about. The host shows it in one line before a run
/// and keeps it in the run's <c>environment.json</c>, beside what it finds itself: classes, images
/// of each part, copies.
/// </summary>
public sealed record DataNotes
{
    /// <summary>
    /// How images were divided into those to train on and those to test on, as half a sentence:
    /// <c>every fifth image of a class is for testing</c>; <see langword="null"/> where there is
    /// nothing to say.
    /// </summary>
    public string? Split { get; init; }

    /// <summary>
    /// What was left out and why, each with its number: <c>3 .webp files</c>. None where all is
    /// there.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>
    /// What was done to images before they became pixels, each with its number:
    /// <c>3 turned as their EXIF tag says</c>. None where nothing was.
    /// </summary>
    public IReadOnlyList<string> Conversions { get; init; } = [];

    /// <summary>What is hardly meant: the host warns of it with ROCL0294.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; init; } = [];
}

/// <summary>A warning of a data set about its images.</summary>
/// <param name="What">What is the case, as a sentence: <c>12 images are almost black.</c></param>
/// <param name="Remedy">What can be done, as a sentence.</param>
public sealed record DataWarning(string What, string Remedy);
