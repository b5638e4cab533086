using System.Diagnostics;
using RoCL.Host.Terminal;
using RoCL.Suites.Scheduling;

namespace RoCL.Host.Supervision;

/// <summary>This very program, started once more.</summary>
internal static class OwnProgram
{
    /// <summary>How a job of a cluster starts it.</summary>
    public static OwnCommand Command
    {
        get
        {
            var start = With([]);
            return new([start.FileName, .. start.ArgumentList]);
        }
    }

    /// <summary>How it is started: by its own executable, or by <c>dotnet rocl.dll</c>.</summary>
    public static ProcessStartInfo With(IReadOnlyList<string> arguments)
    {
        var isByDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            isByDotnet ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments
        );
        ErrorTerminal.Share(start);
        return start;
    }
}
