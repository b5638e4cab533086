using RoCL.Plugins.Checking;
using RoCL.Runs.Doctor;
using RoCL.Runs.Machine;
using Spectre.Console;

namespace RoCL.Reports.Doctor;

/// <summary>What <c>rocl doctor</c> shows.</summary>
public static class DoctorView
{
    /// <summary>
    /// Writes the diagnosis: facts first, then the plugins, then everything that is wrong, a line
    /// each.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="diagnosis">What was found.</param>
    public static void Write(IAnsiConsole console, Diagnosis diagnosis)
    {
        var torch = diagnosis.Torch.Match(
            Torch,
            _ =>
                [
                    ["libtorch", "cannot be loaded, see below"],
                ]
        );
        PlainColumns.Write(console, [.. Machine(diagnosis.Machine), .. torch]);
        PlainColumns.Line(console);
        PlainColumns.Line(console, "plugins", bold: true);
        PlainColumns.Write(
            console,
            [.. diagnosis.Folders.Select(folder => new[] { "looked for in", folder })],
            indent: 2
        );
        PlainColumns.Write(console, [.. diagnosis.Plugins.Select(Plugin)], indent: 2);
        PlainColumns.Line(console);
        var problems = diagnosis.Problems;
        var verdict = problems.Length switch
        {
            0 => "All is well.",
            1 => "1 problem",
            var many => $"{many} problems",
        };
        PlainColumns.Line(console, verdict, bold: true);
        foreach (var problem in problems)
            PlainColumns.Line(console, $"  {problem}");
    }

    private static IEnumerable<string[]> Machine(MachineFacts machine) =>
        [
            ["rocl", $"{machine.Rocl}, contracts {machine.Contracts}"],
            ["runtime", machine.Runtime],
            ["system", $"{machine.System} ({machine.Platform}), {machine.Processors} processors"],
        ];

    private static IEnumerable<string[]> Torch(TorchFacts torch) =>
        [
            ["TorchSharp", $"{torch.TorchSharp}, libtorch {torch.Libtorch}"],
            ["libraries", torch.Folder is { } folder ? $"{folder} (ROCL_LIBTORCH)" : "the program's own"],
            ["threads", $"{torch.Threads} inside an operation, {torch.InteropThreads} between operations"],
            ["devices", string.Join(", ", torch.Devices)],
            ["bfloat16", torch.BFloat16Gain is { } gain ? $"{gain:0.0} times as fast as float32" : "none"],
            .. torch.Natives.Select((file, i) => new[] { i == 0 ? "natives" : "", file }),
            ["patched", torch.Patch ?? "nothing: libtorch loads as shipped"],
        ];

    private static string[] Plugin(PluginFacts plugin) =>
        [
            plugin switch
            {
                { Problems.IsEmpty: false } => "fails",
                { Tried: true } => "loads",
                _ => "not tried",
            },
            $"{plugin.Plugin}",
            plugin.Components == 1 ? "1 component" : $"{plugin.Components} components",
            plugin.Plugin.Origin,
        ];
}
