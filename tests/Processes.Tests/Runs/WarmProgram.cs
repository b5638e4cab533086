using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Processes.Tests.Runs;

/// <summary>A command as a warm program gets it.</summary>
internal sealed record WarmCommand(string Folder, string[] Arguments, Dictionary<string, string> Variables);

/// <summary>
/// The built program as a process that does commands one after another, each from its entry point
/// on: three quarters of a short command's time is the start of .NET and of libtorch.
/// </summary>
internal sealed class WarmProgram : IDisposable
{
    /// <summary>What a line begins with that is an answer.</summary>
    public const string Answer = "answer ";

    // Each command leaves the assemblies of its plugins.
    private const int MostCommands = 25;

    private static readonly ConcurrentBag<WarmProgram> Idle = [];

    private readonly Process _process;
    private readonly Task<string> _error;
    private int _commands;

    private WarmProgram(string program)
    {
        _process = Process.Start(
            new ProcessStartInfo(program)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["DOTNET_STARTUP_HOOKS"] = typeof(WarmProgram).Assembly.Location,
                    ["OMP_NUM_THREADS"] = "1",
                },
            }
        )!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Does a command; of a program that dies of it there is the exit code.</summary>
    public static Ended Run(string program, WarmCommand command)
    {
        var warm = Idle.TryTake(out var idle) ? idle : new WarmProgram(program);
        if (warm.Do(command) is { } ended)
        {
            if (warm._commands < MostCommands)
                Idle.Add(warm);
            else
                warm.Dispose();
            return ended;
        }

        warm._process.WaitForExit();
        var dead = Ended.Of(warm._process.ExitCode, "", warm._error.Result);
        warm.Dispose();
        return dead;
    }

    /// <summary>Ends all that wait for a command.</summary>
    public static void EndAll()
    {
        while (Idle.TryTake(out var idle))
            idle.Dispose();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Ended? Do(WarmCommand command)
    {
        _commands++;
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(command));
        _process.StandardInput.Flush();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(Answer, StringComparison.Ordinal))
                return JsonSerializer.Deserialize<Ended>(line[Answer.Length..]);
        }
        return null;
    }
}
