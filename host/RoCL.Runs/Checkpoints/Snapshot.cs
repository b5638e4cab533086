using RoCL.Core.Models;
using RoCL.Core.Tensors;
using TorchSharp;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// A model as it was after a step: copies on the CPU, so that training goes on while they are
/// written.
/// </summary>
/// <param name="State">How far training had come.</param>
/// <param name="File">All tensors, and what the model was built for.</param>
public sealed record Snapshot(CheckpointState State, TensorFile File) : IDisposable
{
    /// <summary>Of all tensors together.</summary>
    public long Bytes => File.Tensors.Values.Sum(tensor => tensor.NumberOfElements * tensor.ElementSize);

    /// <summary>Copies a model.</summary>
    public static Snapshot Of(CheckpointState state, Model model) =>
        new(
            state,
            TensorFile.Of(
                model.State.Select(tensor => KeyValuePair.Create(tensor.Key, Copy(tensor.Value))),
                SavedModel.Words(model)
            )
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in File.Tensors.Values)
            tensor.Dispose();
    }

    // Row by row, as the file has them, so that whoever writes them has nothing to compute: OpenMP
    // keeps a team for each thread that ever computed, and with more of them than cores its threads
    // no longer spin for one another; training went on a fifth slower.
    private static torch.Tensor Copy(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var detached = tensor.detach();
        var rows = detached.is_contiguous() ? detached.clone() : detached.contiguous();
        return rows.cpu().DetachFromDisposeScope();
    }
}
