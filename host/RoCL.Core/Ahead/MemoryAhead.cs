using System.Globalization;
using RoCL.Core.Components;
using RoCL.Core.Models;

namespace RoCL.Core.Ahead;

/// <summary>
/// Whether the batches of an evaluation fit into memory, by what a few images take.
/// </summary>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="available">The machine's memory in bytes.</param>
/// <param name="warn">Receives ROCL0552, that a batch hardly fits.</param>
internal sealed class MemoryAhead(ComponentUse evaluation, long available, Action<Problem> warn)
{
    private const double BytesOfGiB = 1L << 30;

    // The estimate is good to a third or so: only what is far beyond the memory is refused.
    private const int FarBeyond = 2;

    /// <summary>Looks at the gradient that an attack asks of a network.</summary>
    /// <param name="network">The network; it is left in eval mode.</param>
    /// <param name="images">A few images.</param>
    /// <param name="batch">Images in a batch of the evaluation.</param>
    /// <exception cref="ProblemException">ROCL0551: such a batch cannot fit.</exception>
    public void OfAttack(nn.Module<Tensor, Tensor> network, Tensor images, long batch)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var watch = new ActivationWatch(network);
        network.eval();
        network.call(images);
        Look("The attack", watch.Bytes / images.shape[0], batch);
    }

    /// <summary>Compares what a batch takes with the memory.</summary>
    /// <param name="work">What takes it, as the subject of a sentence.</param>
    /// <param name="bytesOfImage">What an image takes.</param>
    /// <param name="batch">Images in a batch.</param>
    /// <exception cref="ProblemException">ROCL0551: such a batch cannot fit.</exception>
    public void Look(string work, long bytesOfImage, long batch)
    {
        // One image too many is no matter of the batch.
        if (bytesOfImage == 0 || batch <= 1 || batch <= available / bytesOfImage)
            return;
        var fitting = Math.Max(1, available / FarBeyond / bytesOfImage);
        var needed = batch * bytesOfImage;
        var isFarBeyond = batch / FarBeyond > available / bytesOfImage;
        var problem = new Problem(
            isFarBeyond ? "ROCL0551" : "ROCL0552",
            evaluation.Where,
            $"{work} takes about {GiB(needed)} for a batch of {batch} images, and the machine has {GiB(available)}.",
            $"Write a batch of {fitting} or fewer."
        );
        if (isFarBeyond)
            throw new ProblemException(problem);
        warn(problem);
    }

    private static string GiB(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / BytesOfGiB:0.###} GiB");
}
