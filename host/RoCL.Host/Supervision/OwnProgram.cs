using System.Diagnostics;

namespace RoCL.Host.Supervision;

/// <summary>This very program, started once more.</summary>
internal static class OwnProgram
{
    /// <summary>How it is started: by its own executable, or by <c>dotnet rocl.dll</c>.</summary>
    public static ProcessStartInfo With(IReadOnlyList<string> arguments) =>
        new(
            Environment.ProcessPath!,
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
                ? [Environment.GetCommandLineArgs()[0], .. arguments]
                : arguments
        );
}
