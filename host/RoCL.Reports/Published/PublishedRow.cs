using RoCL.Core.Recipes;
using RoCL.Reports.Results;

namespace RoCL.Reports.Published;

/// <summary>What is published for a method in one protocol, and what was measured here.</summary>
/// <param name="Method">What the method is called.</param>
/// <param name="Published">What is published.</param>
/// <param name="Standard">
/// The accuracy on clean images; none where the protocol was not measured.
/// </param>
/// <param name="Robust">
/// That under AutoAttack at L-infinity 8/255; none where it was not measured.
/// </param>
/// <param name="Corrupted">The mean under corruptions; none where it was not measured.</param>
public sealed record PublishedRow(
    string Method,
    PublishedFigures Published,
    Figure? Standard,
    Figure? Robust,
    Figure? Corrupted
)
{
    /// <summary>The protocol as the benchmark writes it.</summary>
    public string Protocol => PublishedComparison.NameOf(Published.Protocol);
}
