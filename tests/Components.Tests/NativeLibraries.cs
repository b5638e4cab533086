using System.Runtime.CompilerServices;

namespace Components.Tests;

/// <summary>
/// The contracts watch the loading of libtorch, so they come first, whichever test is run.
/// </summary>
[SetUpFixture]
public sealed class NativeLibraries
{
    [OneTimeSetUp]
    public void Load_the_contracts_first() => RuntimeHelpers.RunModuleConstructor(typeof(IAttack).Module.ModuleHandle);
}
