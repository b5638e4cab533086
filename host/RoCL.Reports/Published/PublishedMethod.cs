using RoCL.Core.Reading;
using RoCL.Core.Recipes;

namespace RoCL.Reports.Published;

/// <summary>A method with published figures.</summary>
/// <param name="Name">The row of the suite.</param>
/// <param name="Figures">What is published for it.</param>
/// <param name="Measured">Which of its evaluations are by the protocols of these figures.</param>
public sealed record PublishedMethod(
    string Name,
    IReadOnlyList<PublishedFigures> Figures,
    ImmutableArray<MeasuredProtocol> Measured
);
