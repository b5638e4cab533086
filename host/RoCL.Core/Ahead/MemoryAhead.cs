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
/// <param name="given">
/// Networks that the evaluation was given: one of its own that shows no layers, such as the votes
/// of neighbours, is made of them.
/// </param>
internal sealed class MemoryAhead(
    ComponentUse evaluation,
    long available,
    Action<Problem> warn,
    IReadOnlyList<nn.Module> given
)
{
    private const double BytesOfGiB = 1L << 30;

    // The estimate is good to a third or so: only what is far beyond the memory is refused.
    private const int FarBeyond = 2;

    /// <summary>Looks at the gradient that an attack asks of a network.</summary>
    /// <param name="network">The network; it is left in eval mode.</param>
    /// <param name="images">A few images.</param>
    /// <param name="batch">Images in a batch of the evaluation.</param>
    /// <exception cref="ProblemException">ROCL0551: such a batch cannot fit.</exception>
    public void OfAttack(nn.Module<Tensor, Tensor> network, Tensor images, long batch) =>
        Look("The attack", BytesOfPass(network, images) / images.shape[0], batch);

    /// <summary>
    /// Looks at a pass without a gradient. It frees the outputs of layers as it goes on, so what
    /// counts is what a network without layers computes at once.
    /// </summary>
    /// <param name="network">The network; it is left in eval mode.</param>
    /// <param name="images">A few images.</param>
    /// <param name="batch">Images in a batch of the evaluation.</param>
    /// <exception cref="ProblemException">ROCL0551: such a batch cannot fit.</exception>
    public void OfClassification(nn.Module<Tensor, Tensor> network, Tensor images, long batch)
    {
        if (HasNoLayers(network))
            Look("The classification", BytesOfPass(network, images) / images.shape[0], batch);
    }

    private long BytesOfPass(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var watch = new ActivationWatch(HasNoLayers(network) ? [network, .. given] : [network]);
        network.eval();
        network.call(images);
        return watch.Bytes + (HasNoLayers(network) ? BytesIn(scope) : 0);
    }

    // Its tensors are seen by the scope that they were made in.
    private static bool HasNoLayers(nn.Module network) => !network.children().Any();

    private static long BytesIn(TorchSharp.DisposeScope scope) =>
        scope
            .DisposablesView.OfType<Tensor>()
            .Where(tensor => !tensor.IsInvalid)
            .Sum(tensor => tensor.numel() * tensor.element_size());

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
