namespace RoCL.Datasets.Cifar;

/// <summary>
/// CIFAR-100: small colour photographs, 50,000 to train on and 10,000 to test on, in a hundred
/// classes or in twenty.
/// </summary>
/// <remarks>
/// Read as <see cref="Cifar10"/> is: from the official archive in binary form or its folder, with
/// the same care and the same errors.
/// <para>Shape: uint8 [N, 3, 32, 32]; labels int64 [N]. All of a part is held in memory.</para>
/// <para>Errors: ROCL0440 to ROCL0454, as <see cref="Cifar10"/> lists them.</para>
/// <para>
/// Reference: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", technical
/// report, University of Toronto.</para>
/// </remarks>
/// <param name="Path">
/// The official <c>cifar-100-binary.tar.gz</c>, or a folder, as for <see cref="Cifar10"/>.
/// </param>
/// <param name="Verify">
/// Whether it has to be the official data, as for <see cref="Cifar10"/>.
/// </param>
/// <param name="Labels">Which of an image's two labels is its class.</param>
/// <param name="Mirror">
/// The address of a folder with the official archive, http or https; left out, where it is
/// published.
/// </param>
/// <example>
/// <code>
/// { "data": { "use": "cifar-100", "path": "cifar100", "labels": "coarse", "verify": false } }
/// </code>
/// </example>
[Component(
    "cifar-100",
    "CIFAR-100 from its official archive, 60,000 colour photographs in 100 or 20 classes, Krizhevsky 2009"
)]
public sealed record Cifar100(
    string Path,
    bool Verify = true,
    Granularity Labels = Granularity.Fine,
    string? Mirror = null
) : IFetchable
{
    private static CifarCollection Collection => CifarCollection.Hundred;

    /// <inheritdoc/>
    public IImages Open(Split split) =>
        new CifarReading(Collection, Path, Verify).Open(split, Collection.Labels[Labels is Granularity.Coarse ? 0 : 1]);

    /// <inheritdoc/>
    public IReadOnlyList<Download> Missing() => CifarDownload.Missing(Collection, Path, Verify, Mirror);
}
