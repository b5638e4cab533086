using System.Runtime.CompilerServices;

namespace Core.Tests.Files;

/// <summary>
/// The contracts see to it that TorchSharp loads; a test that makes tensors before it touches any
/// of their types has to ask them first.
/// </summary>
[SetUpFixture]
public sealed class TorchIsLoaded
{
    [OneTimeSetUp]
    public void Ask() => RuntimeHelpers.RunModuleConstructor(typeof(IAttack).Module.ModuleHandle);
}
