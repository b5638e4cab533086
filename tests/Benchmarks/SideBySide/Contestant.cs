using System.Diagnostics;
using System.Text.Json;
using Tables.Peers;

namespace Benchmarks.SideBySide;

/// <summary>
/// A process that takes steps when it is asked to. Between two turns it waits for a line, so that
/// one contestant works at a time.
/// </summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process _process;

    private Contestant(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>As the table calls it.</summary>
    public string Name { get; }

    /// <summary>What it measured, a round after the other.</summary>
    public List<MeasuredRound> Rounds { get; } = [];

    /// <summary>Why it does not take part; <see langword="null"/> where it does.</summary>
    public string? Missing { get; private set; }

    /// <summary>What it runs on, such as the version of PyTorch.</summary>
    public string Ready { get; private set; } = "";

    /// <summary>Starts it, and waits until it has taken its first step.</summary>
    /// <param name="name">As the table calls it.</param>
    /// <param name="command">The program and its arguments.</param>
    public static Contestant Start(string name, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // OpenMP's threads sleep soon after an operation: with both sides, and while others work.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        start.Environment["GOMP_SPINCOUNT"] = "2000";
        var contestant = new Contestant(name, new Process { StartInfo = start });
        contestant.Begin();
        return contestant;
    }

    /// <summary>Takes steps, and keeps how long they took.</summary>
    public void Take(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine();
        Rounds.Add(MeasuredRound.Read(answer ?? throw new InvalidOperationException($"{Name} ended in the middle.")));
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (Missing is null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Begin()
    {
        try
        {
            _process.Start();
            var line = _process.StandardOutput.ReadLine();
            var answer = JsonSerializer.Deserialize<Dictionary<string, string>>(line ?? "{}")!;
            Ready = answer.GetValueOrDefault("ready", "");
            Missing = answer.ContainsKey("ready")
                ? null
                : answer.GetValueOrDefault("missing", "it ended without a word");
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or JsonException)
        {
            Missing = fault.Message;
        }
    }
}
