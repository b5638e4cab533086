using System.Diagnostics;
using RoCL.Host.Terminal;

namespace RoCL.Host.Supervision;

/// <summary>This very program, started once more.</summary>
internal static class OwnProgram
{
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
