namespace RoCL.Datasets.Cifar;

/// <summary>
/// CIFAR-10: small colour photographs, 50,000 to train on and 10,000 to test on, in ten classes.
/// </summary>
/// <remarks>
/// Read from an official archive as it was downloaded, which is never unpacked to disk, or from the
/// folder that it unpacks to; the python and the binary form hold the same images in the same
/// order, and what lies there decides which of the two it is.
/// <para>
/// Python's pickles are programs. These are read by an interpreter that knows lists, texts, numbers
/// and arrays of bytes, and that refuses whatever names anything else: nothing in a file can
/// run.</para>
/// <para>Shape: uint8 [N, 3, 32, 32]; labels int64 [N]. All of a part is held in memory.</para>
/// <para>
/// Errors: ROCL0440 the archive or one of its files is missing, ROCL0441 cut short or damaged,
/// ROCL0442 another checksum, ROCL0443 an archive with links or with a path that leaves its folder,
/// ROCL0444 something of absurd size, ROCL0445 a pickle that asks for code, ROCL0446 one that can't
/// be read, ROCL0447 not the arrays and lists of a batch, ROCL0448 another number of images or
/// labels than it should be, ROCL0449 a label out of range, ROCL0450 other class names, ROCL0451 a
/// file that can't be opened, ROCL0452 another data set, ROCL0453 a mirror that is no
/// address.</para>
/// <para>
/// Reference: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", technical
/// report, University of Toronto.</para>
/// </remarks>
/// <param name="Path">
/// The official <c>.tar.gz</c>, or the folder that it unpacks to or lies in, relative to the
/// current directory. A missing archive is fetched to there if that is asked for, in binary form
/// where its name is the official name of that, else in python form.
/// </param>
/// <param name="Verify">
/// Whether it has to be the official data: an archive's MD5 is compared with the published one; a
/// folder, whose files have no published sum, must have the official number of images in every
/// file. Turn it off to read a part of the data.
/// </param>
/// <param name="Mirror">
/// The address of a folder with the official archives, http or https; left out, where they are
/// published.
/// </param>
[Component("cifar-10", "CIFAR-10 from its official archive, 60,000 colour photographs in ten classes, Krizhevsky 2009")]
public sealed record Cifar10(string Path, bool Verify = true, string? Mirror = null) : IFetchable
{
    /// <inheritdoc/>
    public IImages Open(Split split) => Collection.Cifar10.Open(Path, Verify, split, Collection.Cifar10.Labels[0]);

    /// <inheritdoc/>
    public IReadOnlyList<Download> Missing() => Collection.Cifar10.Missing(Path, Verify, Mirror);
}
