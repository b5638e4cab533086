using System.Diagnostics;
using System.Runtime.InteropServices;
using Processes.Tests.Runs;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Replay;
using Shared.Plugins;

namespace Processes.Tests;

/// <summary>
/// What only a fresh process can show, since in this one other tests have long loaded libtorch.
/// </summary>
public sealed class ChildProcess
{
    private const string Probe = "--probe";

    /// <summary>
    /// Lists all plugins in some folders, as <c>rocl plugins</c> does, leaves what a worker died
    /// with, as its supervisor does, and says whether libtorch was mapped; or tries to load
    /// libtorch; or trains until it dies.
    /// </summary>
    public static int Main(string[] args)
    {
        if (args is [Probe])
        {
            Console.WriteLine(TorchProbe.Failure()?.ToString() ?? "libtorch loads");
            return 0;
        }
        if (args is [KilledAnywhere.Dying, var name, var root, var part, var operation])
        {
            KilledAnywhere.Die(name, root, part, operation);
            return 0;
        }
        // A supervisor leaves what a worker died with, and has no libtorch.
        var run = new RunFolder(new DiskFiles(), Directory.CreateTempSubdirectory("rocl-child-").FullName);
        File.WriteAllText(run.Recipe, "{}");
        Console.WriteLine(
            Path.GetFileName(
                FailedStepWriter.Write(run, 3, new("ROCL0350", "here", "died.", "Look."), Console.WriteLine)
            )
        );
        Directory.Delete(run.Root, recursive: true);
        foreach (var component in Places.Catalogue(args).Components)
            Console.WriteLine(component.QualifiedName);
        Console.WriteLine(
            File.ReadAllText("/proc/self/maps").Contains("libtorch", StringComparison.OrdinalIgnoreCase)
                ? "libtorch is there"
                : "no libtorch"
        );
        return 0;
    }

    [Test, Platform("Linux")]
    public void Listing_plugins_and_leaving_a_failed_step_do_not_touch_libtorch()
    {
        var lines = Said(
            typeof(ChildProcess).Assembly.Location,
            Places.BuiltPlugins,
            Places.TestPlugin("SignMomentum")
        );
        Assert.That(
            lines,
            Has.Member("failed-step-00000003")
                .And.Member("SignMomentum/sign-momentum")
                .And.Member("Optimizers.Standard/sgd")
        );
        Assert.That(lines[^1], Is.EqualTo("no libtorch"));
    }

    [Test]
    public void Where_libtorch_is_it_loads() =>
        Assert.That(Said(typeof(ChildProcess).Assembly.Location, Probe), Is.EqualTo(new[] { "libtorch loads" }));

    [Test, Platform("Linux")]
    public void A_libtorch_that_the_environment_names_is_loaded_and_no_second_one_beside_it()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var folder = Directory.CreateTempSubdirectory("rocl-other-libtorch-").FullName;
        try
        {
            foreach (var library in Directory.GetFiles(own, "lib*.so*"))
                File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(library)), library);
            // A copy: to load the program's own beside it would end the process.
            var copied = Path.Combine(folder, "libtorch_cpu.so");
            File.Delete(copied);
            File.Copy(Path.Combine(own, "libtorch_cpu.so"), copied);

            var environment = KeyValuePair.Create("ROCL_LIBTORCH", folder);
            var lines = Said(typeof(ChildProcess).Assembly.Location, [Probe], environment);
            Assert.That(lines, Is.EqualTo(new[] { "libtorch loads" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Where_libtorch_is_missing_one_line_says_so()
    {
        var here = AppContext.BaseDirectory;
        var copy = Directory.CreateTempSubdirectory("rocl-without-libtorch-").FullName;
        try
        {
            // Without the list of dependencies the runtime takes the assemblies that it finds, and
            // no native file is among them.
            foreach (
                var file in Directory
                    .GetFiles(here, "*.dll")
                    .Append(Path.Combine(here, "Processes.Tests.runtimeconfig.json"))
            )
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            var lines = Said(Path.Combine(copy, "Processes.Tests.dll"), Probe);
            Assert.That(lines, Has.Length.EqualTo(1));
            Assert.That(
                lines[0],
                Does.StartWith("ROCL0701 libtorch: The library cannot be loaded: ").And.Contain("LibTorchSharp")
            );
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static string[] Said(string assembly, params string[] args) => Said(assembly, args, []);

    private static string[] Said(
        string assembly,
        IReadOnlyList<string> args,
        params KeyValuePair<string, string>[] environment
    )
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", assembly, .. args])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.That(child.ExitCode, Is.Zero, said);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
