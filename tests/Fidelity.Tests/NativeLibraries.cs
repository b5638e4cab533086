using System.Runtime.CompilerServices;

namespace Fidelity.Tests;

/// <summary>
/// The contracts' module initialiser finds libtorch on older systems; it has to run before a test
/// touches TorchSharp, whichever test comes first.
/// </summary>
[SetUpFixture]
public sealed class NativeLibraries
{
    [OneTimeSetUp]
    public void AreFoundBeforeTheFirstTest() =>
        RuntimeHelpers.RunModuleConstructor(typeof(IObjective).Module.ModuleHandle);
}
