using Processes.Tests.Runs;

namespace Processes.Tests;

/// <summary>No process outlives the tests.</summary>
[SetUpFixture]
internal sealed class AfterAll
{
    [OneTimeTearDown]
    public void EndWarmPrograms() => WarmProgram.EndAll();
}
