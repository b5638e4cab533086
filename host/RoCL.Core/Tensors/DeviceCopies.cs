namespace RoCL.Core.Tensors;

/// <summary>Copies to the device that computes.</summary>
internal static class DeviceCopies
{
    /// <summary>
    /// The tensor on a device. To a GPU it goes by way of memory that the system does not move, so
    /// that nothing waits for the copy, or for what the GPU still computes.
    /// </summary>
    /// <param name="tensor">On the CPU, or there already.</param>
    /// <param name="device">The device.</param>
    public static Tensor ToDevice(this Tensor tensor, Device device)
    {
        if (device.type != TorchSharp.DeviceType.CUDA || tensor.device_type != TorchSharp.DeviceType.CPU)
            return tensor.to(device);
        using var pinned = tensor.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
