using RoCL.Core;
using RoCL.Host.Doctor;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Reports.Answers;
using RoCL.Reports.Doctor;
using RoCL.Runs.Doctor;
using RoCL.Runs.Machine;
using RoCL.Runs.Natives;
using RoCL.Runs.Progress;
using RoCL.Runs.Reporting;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl doctor</c>: what a run needs, and what is wrong with it.</summary>
internal sealed class DoctorVerb(
    PluginCatalogue catalogue,
    LoadedComponents types,
    IProgressView view,
    ResultOutput output
)
{
    /// <summary>Examines; 0 when all is well, else the exit code of the first problem.</summary>
    public int Run()
    {
        Diagnosis diagnosis;
        using (var display = view.Begin())
            diagnosis = Examination.Of(catalogue, types, Examined, display).Beside(AppContext.BaseDirectory);
        output.Write(console => DoctorView.Write(console, diagnosis), () => DoctorAnswer.Of(diagnosis));
        return diagnosis.Problems.IsEmpty ? ExitCode.Done : ExitCode.Of(diagnosis.Problems[0]);
    }

    /// <summary>
    /// Loads libtorch and ends: what <c>rocl doctor</c> starts first, in a process of its own.
    /// </summary>
    public static int Load() => TorchProbe.Failure() is { } failure ? ExitCode.Of(failure) : ExitCode.Done;

    // A damaged library is found before it is loaded, and what else may end the process, by one
    // that is there for that.
    private static Result<TorchFacts> Examined()
    {
        var damaged = NativeFiles.Here.Examine();
        if (!damaged.IsEmpty)
            return damaged;
        return TrialLoad.Died() is { } died ? died : TorchProbe.Examine();
    }
}
