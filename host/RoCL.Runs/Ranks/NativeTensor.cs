using System.Runtime.InteropServices;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// Where a tensor's numbers lie, in the memory of the CPU or of a GPU. TorchSharp knows it and does
/// not say it, so its own library is asked.
/// </summary>
internal static class NativeTensor
{
    private static readonly Addresses Address = Marshal.GetDelegateForFunctionPointer<Addresses>(
        NativeLibrary.GetExport(NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null), "THSTensor_data")
    );

    private delegate nint Addresses(nint tensor);

    /// <summary>The address of the first number of a contiguous tensor.</summary>
    /// <param name="tensor">The tensor; it has to live for as long as the address is used.</param>
    public static nint AddressOf(torch.Tensor tensor)
    {
        var address = Address(tensor.Handle);
        GC.KeepAlive(tensor);
        return address;
    }
}
