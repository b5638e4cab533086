using System.Diagnostics;

namespace Processes.Tests.Resources;

/// <summary>
/// A disk of its own in a folder: small, and to be filled, grown and write-protected at will.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string root) => Root = root;

    /// <summary>Where it is mounted.</summary>
    public string Root { get; }

    /// <summary>A path on it.</summary>
    public string this[string path] => Path.Combine(Root, path);

    /// <summary>A new one; the test is ignored where the machine lets nobody mount one.</summary>
    /// <param name="at">An empty folder.</param>
    /// <param name="size">As <c>mount</c> takes it, such as <c>2m</c>.</param>
    public static SmallDisk Of(string at, string size)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("a small disk is a tmpfs, which only Linux has");
        Directory.CreateDirectory(at);
        if (Failure("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", at) is { } failure)
            Assert.Ignore($"this machine mounts no tmpfs for its tests: {failure}");
        return new(at);
    }

    /// <summary>Changes how it is mounted: <c>size=8m</c>, <c>ro</c>, <c>rw</c>.</summary>
    public void Remount(string how) => Must("mount", "-o", $"remount,{how}", Root);

    /// <summary>Takes all the room but some.</summary>
    /// <param name="left">How many KiB are left.</param>
    public void FillBut(int left)
    {
        using var filler = File.Create(this["filler"]);
        try
        {
            for (var block = new byte[4096]; ; filler.Flush(flushToDisk: true))
                filler.Write(block);
        }
        catch (IOException)
        {
            filler.SetLength(filler.Length - 1024 * left);
        }
    }

    /// <summary>
    /// Makes one of its folders read-only for whoever opens something in it from now on, until what
    /// is returned is called.
    /// </summary>
    public static Action Protect(string folder)
    {
        Must("mount", "--bind", folder, folder);
        Must("mount", "-o", "remount,bind,ro", folder);
        return () => Must("umount", folder);
    }

    public void Dispose() => Must("umount", "--lazy", Root);

    private static void Must(params string[] command) =>
        Assert.That(Failure(command), Is.Null, string.Join(' ', command));

    private static string? Failure(params string[] command)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true }
            )!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return fault.Message;
        }
    }
}
