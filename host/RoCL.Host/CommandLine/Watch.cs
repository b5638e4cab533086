using System.Diagnostics;
using System.Globalization;
using RoCL.Host.Supervision;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>--watch</c>: the same command again at each save, in a new process each turn, since no plugin
/// can be unloaded.
/// </summary>
internal sealed class Watch(IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150); // editors save in several strokes
    private static readonly string[] Kinds = [".cs", ".dll", ".json"];

    /// <summary>Turns until Ctrl-C; its exit code.</summary>
    /// <param name="paths">Files and folders whose saving counts.</param>
    /// <param name="arguments">The command line of a turn.</param>
    /// <param name="signals">Ctrl-C and its kin.</param>
    public int Run(IReadOnlyList<string> paths, IReadOnlyList<string> arguments, Signals signals)
    {
        using var saved = new AutoResetEvent(false);
        var watchers = paths.Select(path => Of(Path.GetFullPath(path), () => saved.Set())).ToList();
        try
        {
            while (Turn(arguments, signals.Stop) && Saved(saved, signals.Stop)) { }
            return signals.ExitCode;
        }
        finally
        {
            foreach (var watcher in watchers)
                watcher.Dispose();
        }
    }

    // A save, and then silence.
    private static bool Saved(AutoResetEvent saved, CancellationToken stop)
    {
        if (WaitHandle.WaitAny([stop.WaitHandle, saved]) == 0)
            return false;
        while (saved.WaitOne(Quiet)) { }
        return true;
    }

    private bool Turn(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        using var turn = Process.Start(OwnProgram.With(arguments))!;
        using var ended = stop.Register(() => turn.Kill(entireProcessTree: true));
        turn.WaitForExit();
        if (stop.IsCancellationRequested)
            return false;
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{clock.GetElapsedTime(began).TotalSeconds:0.0} s. Again at the next save; Ctrl-C ends."
            )
        );
        return true;
    }

    private static FileSystemWatcher Of(string path, Action saved)
    {
        var folder = Directory.Exists(path);
        var watcher = folder
            ? new FileSystemWatcher(path) { IncludeSubdirectories = true }
            : new FileSystemWatcher(Path.GetDirectoryName(path)!);
        bool Counts(string changed) =>
            folder
                ? Kinds.Contains(Path.GetExtension(changed))
                    && !changed.Contains(
                        $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                : changed == path;
        void Changed(object _, FileSystemEventArgs change)
        {
            if (Counts(change.FullPath))
                saved();
        }
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Renamed += Changed;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
