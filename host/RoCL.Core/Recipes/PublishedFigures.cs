namespace RoCL.Core.Recipes;

/// <summary>
/// What a paper or a benchmark reports for the method of a recipe, in one protocol; tables of
/// suites show it beside what was measured.
/// </summary>
/// <param name="Protocol">How the encoder was measured.</param>
/// <param name="Standard">
/// Standard accuracy (SA) in percent, of clean images; <see langword="null"/> where it is not
/// given.
/// </param>
/// <param name="Robust">Robust accuracy (RA) in percent, by AutoAttack at L-infinity 8/255.</param>
/// <param name="Corrupted">
/// Corruption accuracy (CA) in percent, the mean over CIFAR-10-C.
/// </param>
/// <param name="Setting">The data and the network, such as <c>CIFAR-10, ResNet-18</c>.</param>
/// <param name="Source">Where the figures stand.</param>
public sealed record PublishedFigures(
    PublishedProtocol Protocol,
    double? Standard,
    double? Robust,
    double? Corrupted,
    string Setting,
    string Source
);
