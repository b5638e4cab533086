using RoCL.Contracts.Native;
using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Plugins.Loading;
using RoCL.Reports.Doctor;
using RoCL.Runs.Doctor;
using RoCL.Runs.Machine;
using Shared.Consoles;
using Shared.Plugins;

namespace Host.Tests.Doctor;

public sealed class Diagnosing
{
    private const string CacheRemedy = "Make room on the disk, or let ROCL_CACHE name another folder.";

    private static readonly Problem NoLibtorch = new(
        "ROCL0701",
        "libtorch",
        "cannot be loaded: a.so: no.",
        "Build it."
    );

    // It takes half a second, and finds the same each time.
    private static readonly Lazy<Result<TorchFacts>> Torch = new(TorchProbe.Examine);

    [Test]
    public void Every_plugin_is_really_loaded_without_running_its_code_and_each_failure_is_reported()
    {
        using var folder = new PluginsFolder(
            "SignMomentum",
            "MissingDependency",
            "OtherContracts",
            "ThrowsInStaticConstructor"
        );
        folder.Write("NotAnAssembly/NotAnAssembly.dll", [1]);
        var diagnosis = Examine(folder.Root, () => Torch.Value);
        Assert.That(
            diagnosis.Plugins.Select(plugin =>
                (plugin.Plugin.Id, plugin.Tried, string.Join(' ', plugin.Problems.Select(problem => problem.Code)))
            ),
            Is.EqualTo(
                new[]
                {
                    ("MissingDependency", false, "ROCL0225"),
                    ("OtherContracts", false, "ROCL0211"),
                    ("SignMomentum", true, ""),
                    ("ThrowsInStaticConstructor", true, ""),
                }
            )
        );
        Assert.That(
            diagnosis.Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0210", "ROCL0225", "ROCL0211" })
        );
    }

    [Test]
    public void Without_any_plugin_not_all_is_well()
    {
        using var folder = new PluginsFolder();
        var diagnosis = Examine(folder.Root, () => NoLibtorch);
        Assert.That(
            diagnosis.Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { NoLibtorch.Code, "ROCL0152" })
        );
        var text = Terminal.Piped(console => DoctorView.Write(console, diagnosis));
        Assert.That(text, Does.Contain("\n2 problems\n").And.Not.Contain("All is well"));
    }

    [Test]
    public void With_a_folder_that_a_run_cannot_write_to_not_all_is_well()
    {
        var refused = new Problem("ROCL0709", "/tmp", "The folder cannot be used.", "Make room.");
        var diagnosis = Examine(Places.TestPlugin("SignMomentum"), () => NoLibtorch) with { Unwritable = [refused] };
        Assert.That(diagnosis.Problems, Is.EqualTo(new[] { NoLibtorch, refused }));
    }

    [Test]
    public void A_plugin_of_the_program_that_is_gone_is_named_unless_there_is_none_at_all()
    {
        var gone = new Problem("ROCL0708", "a.dll", "The plugin is missing.", "Build again.");
        using var empty = new PluginsFolder();
        var some = Examine(Places.TestPlugin("SignMomentum"), () => NoLibtorch) with { Missing = [gone] };
        var none = Examine(empty.Root, () => NoLibtorch) with { Missing = [gone] };
        Assert.That(some.Problems, Is.EqualTo(new[] { NoLibtorch, gone }));
        Assert.That(none.Problems, Has.None.EqualTo(gone));
    }

    [Test]
    public void The_facts_of_this_machine_are_found()
    {
        var diagnosis = Examine(Places.TestPlugin("SignMomentum"), () => Torch.Value);
        var torch = ((Result<TorchFacts>.Ok)diagnosis.Torch).Value;
        Assert.That(diagnosis.Problems, Is.Empty);
        Assert.That(diagnosis.Machine.Runtime, Does.StartWith(".NET 10"));
        Assert.That(torch.Devices[0], Is.EqualTo("cpu"));
        Assert.That(torch.Threads, Is.EqualTo(get_num_threads()));
        Assert.That(
            torch.Natives.Select(Path.GetFileName),
            Has.Some.Contains("LibTorchSharp").And.Some.Contains("torch_cpu")
        );
        Assert.That(torch.Natives.Where(file => !File.Exists(file)), Is.Empty);
        Assert.That(torch.Patch, Is.EqualTo(TorchLibraries.Patch));
    }

    [Test]
    public void The_report_is_lines_of_plain_text()
    {
        var diagnosis = Examine(Places.TestPlugin("SignMomentum"), () => Torch.Value);
        var text = Terminal.Piped(console => DoctorView.Write(console, diagnosis));
        foreach (
            var line in new[]
            {
                "rocl        0.1.0, contracts 2.0.0",
                "runtime     .NET 10",
                "devices     cpu",
                "natives     ",
                "patched     ",
                "All is well.",
            }
        )
        {
            Assert.That(text.Split('\n'), Has.Some.StartsWith(line));
        }

        Assert.That(text, Does.Match("\n  loads  SignMomentum 1.2.3 +1 component +/"));
        Assert.That(text.Contains('\u001b'), Is.False);
    }

    [Test]
    public void Without_libtorch_no_plugin_is_tried_and_the_cause_is_one_line()
    {
        var diagnosis = Examine(Places.TestPlugin("ThrowsInStaticConstructor"), () => NoLibtorch);
        Assert.That(diagnosis.Problems, Is.EqualTo(new[] { NoLibtorch }));
        var text = Terminal.Piped(console => DoctorView.Write(console, diagnosis));
        Assert.That(
            text,
            Does.Contain("libtorch  cannot be loaded, see below\n")
                .And.Contain("not tried  ThrowsInStaticConstructor 1.2.3")
        );
        Assert.That(text, Does.EndWith("\n1 problem\n  ROCL0701 libtorch: cannot be loaded: a.so: no. Build it.\n"));
    }

    [TestCase(
        "general.\n/a/libX.so: version `GLIBCXX_3.4.32' not found\n/a/X.so: cannot open shared object file: No "
            + "such file or directory\n",
        "/a/libX.so: version `GLIBCXX_3.4.32' not found"
    )]
    [TestCase("general.\n/a/libX.so: No such file or directory\n", "/a/libX.so: No such file or directory")]
    [TestCase("Bad image.", "Bad image.")]
    public void The_cause_is_the_line_that_says_most(string message, string cause) =>
        Assert.That(LibraryFault.Cause(message), Is.EqualTo(cause));

    [Test]
    public void A_cache_without_room_is_no_fault_of_libtorch()
    {
        var full = TorchProbe.Refusal(new IOException("No space left on device : '/cache/a.so'") { HResult = 28 });
        Assert.That((full.Code, full.Remedy), Is.EqualTo(("ROCL0706", CacheRemedy)));
        Assert.That(TorchProbe.Refusal(new DllNotFoundException("no")).Code, Is.EqualTo(NoLibtorch.Code));
        Assert.That(TorchProbe.Refusal(new FileNotFoundException("no")).Code, Is.EqualTo(NoLibtorch.Code));
    }

    private static Diagnosis Examine(string folder, Func<Result<TorchFacts>> torch) =>
        Examination.Of(Places.Catalogue(folder), new LoadedComponents(new McMasterPluginLoader()), torch);
}
