using Shared.Folders;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary><c>rocl explain</c> where nothing else works.</summary>
public sealed class ExplainingAlone
{
    [Test]
    public void Needs_neither_TorchSharp_nor_a_native_library_nor_a_plugin()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Places.BuiltPlugins)!, "*").Where(IsNeeded))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));

        using var rocl = new Rocl(Path.Combine(folder.Path, OperatingSystem.IsWindows() ? "rocl.exe" : "rocl"));
        var ended = rocl.Run("explain", "ROCL0701");
        Assert.That((ended.Code, ended.Error), Is.EqualTo((0, "")));
        Assert.That(ended.Output, Does.StartWith("ROCL0701: libtorch cannot be loaded.\n"));
        Assert.That(rocl.Run("doctor").Code, Is.Not.Zero, "this copy of the program can do nothing else");
    }

    // Without the list of dependencies the runtime takes the assemblies that it finds.
    private static bool IsNeeded(string file)
    {
        var name = Path.GetFileName(file);
        var isOfTheProgram = Path.GetFileNameWithoutExtension(name) == "rocl" || name == "rocl.runtimeconfig.json";
        return isOfTheProgram || (name.EndsWith(".dll", StringComparison.Ordinal) && name != "TorchSharp.dll");
    }
}
