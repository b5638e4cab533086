using TorchSharp;

namespace RoCL.Host.Runs;

/// <summary>A model as it was after a step: copies on the CPU, so that training goes on while they are written.</summary>
/// <param name="State">How far training had come.</param>
/// <param name="File">All tensors, and what the model was built for.</param>
internal sealed record Snapshot(CheckpointState State, TensorFile File) : IDisposable
{
    /// <summary>Of all tensors together.</summary>
    public long Bytes => File.Tensors.Values.Sum(tensor => tensor.NumberOfElements * tensor.ElementSize);

    /// <summary>Copies a model.</summary>
    public static Snapshot Of(CheckpointState state, Model model) => new(state, TensorFile.Of(
        model.State.Select(tensor => KeyValuePair.Create(tensor.Key, Copy(tensor.Value))), SavedModel.Words(model)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in File.Tensors.Values) tensor.Dispose();
    }

    private static torch.Tensor Copy(torch.Tensor tensor)
    {
        using var detached = tensor.detach();
        return (detached.device_type == DeviceType.CPU ? detached.clone() : detached.cpu()).DetachFromDisposeScope();
    }
}
