using RoCL.Core.Numbers;

namespace RoCL.Library;

/// <summary>The accuracy of a classifier under one condition.</summary>
/// <param name="Evaluation">The protocol, in one line.</param>
/// <param name="Condition">Such as <c>clean</c> or <c>PGD-20 linf 8/255</c>.</param>
/// <param name="Threat">
/// The threat model; <see langword="null"/> where the images were not attacked.
/// </param>
/// <param name="Correct">For each image, whether it was classified correctly.</param>
public sealed record MeasuredAccuracy(
    string Evaluation,
    string Condition,
    ThreatModel? Threat,
    IReadOnlyList<bool> Correct
)
{
    /// <summary>The share of images that were classified correctly, from 0 to 1.</summary>
    public double Share => Correct.Count(each => each) / (double)Correct.Count;

    /// <summary>One line, such as <c>clean: 78.9 % of 1000 images</c>.</summary>
    public override string ToString() => $"{Condition}: {Percentage.Of(Share)} of {Correct.Count} images";
}
