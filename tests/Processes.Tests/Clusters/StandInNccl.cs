using System.ComponentModel;
using System.Diagnostics;
using RoCL.Runs.Ranks;

namespace Processes.Tests.Clusters;

/// <summary>
/// The library <c>stand_in_nccl.c</c>, compiled for as long as tests last; its first lines say what
/// it shows, and what it does not.
/// </summary>
internal sealed class StandInNccl : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rocl-nccl-");

    private StandInNccl()
    {
        var path = Path.Combine(_folder.FullName, "libstandin.so");
        var source = Path.Combine(AppContext.BaseDirectory, "stand_in_nccl.c");
        using var compiler = Process.Start("gcc", ["-O1", "-shared", "-fPIC", "-pthread", "-o", path, source]);
        compiler.WaitForExit();
        Assert.That(compiler.ExitCode, Is.Zero, "gcc compiles the library");
        Library = NcclLibrary.Load(_ => path).ValueOrThrow();
    }

    /// <summary>The library.</summary>
    public NcclLibrary Library { get; }

    /// <summary>Compiles it; the test is skipped where there is no compiler.</summary>
    public static StandInNccl Compile()
    {
        try
        {
            return new();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("There is no gcc on this machine, which compiles what stands in for NCCL.");
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
