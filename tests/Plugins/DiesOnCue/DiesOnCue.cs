using System.Runtime.InteropServices;

namespace DiesOnCue;

/// <summary>
/// An attack that ends its process, each time in another way, and is sound once all ways have been
/// tried.
/// </summary>
/// <param name="Marker">A file, a byte long for each death so far.</param>
/// <param name="Ways">
/// The ways, in their order; with <c>for good</c> at the end, the one before it again and again.
/// </param>
/// <param name="Call">The number of the call at which a process ends, from 1.</param>
[Component("dies-on-cue", "Ends the process in every way there is")]
public sealed record DiesOnCue(string Marker, IReadOnlyList<string> Ways, int Call = 3) : IAttack
{
    private int _calls;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        _calls++;
        if (_calls == 1)
            Linger();
        if (_calls == Call)
            Die();
        return threat.RandomPoint(clean, random);
    }

    // A foreground thread that never ends: a process must end with its work all the same.
    private static void Linger() => new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();

    private void Die()
    {
        var deaths = File.Exists(Marker) ? (int)new FileInfo(Marker).Length : 0;
        var way = Ways.ElementAtOrDefault(deaths) ?? "";
        if (way == "for good")
            way = Ways[deaths - 1];
        else
            File.AppendAllText(Marker, "x");
        switch (way)
        {
            case "fails fast":
                Environment.FailFast("no way out");
                break;
            case "overflows":
                // A small stack overflows soon.
                Wait(new(() => Deeper(0), 1 << 18));
                break;
            case "aborts":
                Abort();
                break;
            case "exits":
                Environment.Exit(0);
                break;
            case "exits natively":
                Exit(3);
                break;
            case "throws on a thread":
                Wait(new(() => throw new InvalidOperationException("nobody catches this")));
                break;
            case "never returns":
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }

    private static void Wait(Thread thread)
    {
        thread.Start();
        thread.Join();
    }

    private static int Deeper(int depth) => depth < 0 ? 0 : 1 + Deeper(depth + 1);

    [DllImport("libc", EntryPoint = "abort"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void Abort();

    [DllImport("libc", EntryPoint = "exit"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void Exit(int code);
}
