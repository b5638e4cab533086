using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Reports.Doctor;
using RoCL.Runs.Doctor;
using RoCL.Runs.Machine;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl doctor</c>: what a run needs, and what is wrong with it.</summary>
internal sealed class DoctorVerb(PluginCatalogue catalogue, LoadedComponents types, IAnsiConsole console)
{
    /// <summary>Examines; 0 when all is well, else the exit code of the first problem.</summary>
    public int Run()
    {
        var diagnosis = Examination.Of(catalogue, types, TorchProbe.Examine);
        DoctorView.Write(console, diagnosis);
        return diagnosis.Problems.IsEmpty ? ExitCode.Done : ExitCode.Of(diagnosis.Problems[0]);
    }
}
