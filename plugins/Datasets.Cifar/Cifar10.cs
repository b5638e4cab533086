namespace RoCL.Datasets.Cifar;

/// <summary>
/// CIFAR-10: small colour photographs, 50,000 to train on and 10,000 to test on, in ten classes.
/// </summary>
/// <remarks>
/// Read from the official archive in binary form as it was downloaded, which is never unpacked to
/// disk, or from the folder that it unpacks to. The archive in python form holds the same images in
/// the same order as pickles, which are programs; it is recognised and refused, and
/// docs/experiments.md shows how it is converted.
/// <para>Shape: uint8 [N, 3, 32, 32]; labels int64 [N]. All of a part is held in memory.</para>
/// <para>
/// Errors: ROCL0440 the archive or one of its files is missing, ROCL0441 cut short or damaged,
/// ROCL0442 another checksum, ROCL0443 an archive with links or with a path that leads out of its
/// folder, ROCL0444 something of absurd size, ROCL0448 another number of images than it should be,
/// ROCL0449 a label out of range, ROCL0450 other class names, ROCL0451 a file that cannot be
/// opened, ROCL0452 another data set, ROCL0453 a mirror that is no address, ROCL0454 the archive in
/// python form.</para>
/// <para>
/// Reference: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", technical
/// report, University of Toronto.</para>
/// </remarks>
/// <param name="Path">
/// The official <c>cifar-10-binary.tar.gz</c>, or the folder that it unpacks to or lies in,
/// relative to the recipe's folder. A missing archive is fetched to there if that is asked for.
/// </param>
/// <param name="Verify">
/// Whether it has to be the official data: an archive's MD5 is compared with the published one; a
/// folder, since its files have no published sum, must have the official number of images in every
/// file. Turn it off to read a part of the data.
/// </param>
/// <param name="Mirror">
/// The address of a folder with the official archive, http or https; left out, where it is
/// published.
/// </param>
/// <example>
/// <code>
/// { "data": { "use": "cifar-10", "path": "cifar10", "verify": false } }
/// </code>
/// </example>
[Component("cifar-10", "CIFAR-10 from its official archive, 60,000 colour photographs in ten classes, Krizhevsky 2009")]
public sealed record Cifar10(string Path, bool Verify = true, string? Mirror = null) : IFetchable
{
    private static CifarCollection Collection => CifarCollection.Ten;

    /// <inheritdoc/>
    public IImages Open(Split split) => new CifarReading(Collection, Path, Verify).Open(split, Collection.Labels[0]);

    /// <inheritdoc/>
    public IReadOnlyList<Download> Missing() => CifarDownload.Missing(Collection, Path, Verify, Mirror);
}
