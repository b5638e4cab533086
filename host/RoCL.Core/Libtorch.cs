using System.Runtime.CompilerServices;

namespace RoCL.Core;

/// <summary>
/// Sees to it that TorchSharp loads for a caller that uses the core and has not met the contracts
/// yet.
/// </summary>
internal static class Libtorch
{
    [ModuleInitializer]
    internal static void WatchForAFailedLoad() =>
        RuntimeHelpers.RunModuleConstructor(typeof(IAttack).Module.ModuleHandle);
}
