using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Processes.Tests.Runs;

namespace Processes.Tests.Clusters;

/// <summary>
/// A Slurm cluster of one node, as ordinary processes on loopback, for as long as a test lasts.
/// </summary>
internal sealed class SlurmCluster : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rocl-slurm-");
    private readonly Process _node;
    private Process _controller;

    private SlurmCluster(int places)
    {
        var controllerPort = FreePort();
        File.WriteAllText(Configuration, Text(places, controllerPort, FreePort(controllerPort)));
        foreach (var folder in new[] { "state", "spool" })
            _folder.CreateSubdirectory(folder);
        _controller = StartController();
        _node = Daemon("slurmd", "-D", "-N", "n1", "-f", Configuration);
    }

    /// <summary>The file that every command of Slurm needs.</summary>
    public string Configuration => Path.Combine(_folder.FullName, "slurm.conf");

    /// <summary>
    /// Starts one; the test is skipped, never passed, where Slurm is not installed.
    /// </summary>
    /// <param name="places">How many tasks run at a time at most.</param>
    public static SlurmCluster Start(int places)
    {
        if (Found("slurmctld") is null || Found("slurmd") is null || Found("sbatch") is null)
            Assert.Ignore("Slurm is not installed: apt-get install slurmctld slurmd slurm-client.");
        var cluster = new SlurmCluster(places);
        try
        {
            Until(cluster.IsIdle, "the node is idle");
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Runs a client command to its end.</summary>
    public Ended Client(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        return Rocl.End(process);
    }

    /// <summary>
    /// Waits until the controller has saved what it knows now. One that fails before it has saved
    /// that a job began takes the job for pending when it is back: it kills it, without a signal
    /// before, and starts it anew.
    /// </summary>
    /// <param name="job">The number of any job, which is given a comment.</param>
    public void UntilSaved(int job)
    {
        var state = Path.Combine(_folder.FullName, "state", "job_state");
        var before = File.GetLastWriteTimeUtc(state);
        Client("scontrol", "update", $"JobId={job}", "Comment=save");
        Until(() => File.GetLastWriteTimeUtc(state) > before, "the controller has saved its jobs");
    }

    /// <summary>Kills the controller, as a machine that fails does.</summary>
    public void KillController()
    {
        _controller.Kill();
        _controller.WaitForExit();
    }

    /// <summary>Starts the controller again, from what it had saved.</summary>
    public void RestartController()
    {
        _controller.Dispose();
        _controller = StartController();
    }

    /// <summary>
    /// Waits for something to be so; the test fails where it is not in ten minutes.
    /// </summary>
    public static void Until(Func<bool> isSo, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(10)), $"waited in vain until {what}");
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        Client("scancel", "--state=PENDING", "-u", Environment.UserName);
        Client("scancel", "-u", Environment.UserName);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(20) && Client("squeue", "-h").Output.Trim().Length > 0)
            Thread.Sleep(100);
        foreach (var daemon in new[] { _node, _controller })
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private bool IsIdle()
    {
        Assert.That(_node.HasExited || _controller.HasExited, Is.False, "a daemon of Slurm has ended");
        return Client("sinfo", "-h", "-o", "%T").Output.Trim() == "idle";
    }

    private Process StartController() => Daemon("slurmctld", "-D", "-f", Configuration);

    private Process Daemon(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Found(name)!, arguments) { WorkingDirectory = _folder.FullName };
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.Environment["SLURM_CONF"] = Configuration;
        // What the jobs inherit beside what sbatch exports.
        start.Environment["OMP_NUM_THREADS"] = "1";
        var daemon = Process.Start(start)!;
        daemon.BeginErrorReadLine();
        daemon.BeginOutputReadLine();
        return daemon;
    }

    private static string? Found(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/usr/local/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static int FreePort(int other = 0)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return port == other ? FreePort(other) : port;
    }

    private string Text(int places, int controllerPort, int nodePort) =>
        $"""
            ClusterName=rocl
            SlurmctldHost=localhost(127.0.0.1)
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            AuthType=auth/none
            CredType=cred/none
            AuthInfo=cred_expire=5
            CommunicationParameters=NoInAddrAny
            SlurmctldPort={controllerPort}
            SlurmdPort={nodePort}
            StateSaveLocation={_folder.FullName}/state
            SlurmdSpoolDir={_folder.FullName}/spool
            SlurmctldPidFile={_folder.FullName}/slurmctld.pid
            SlurmdPidFile={_folder.FullName}/slurmd.pid
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            ReturnToService=2
            SlurmdParameters=config_overrides
            SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
            MessageTimeout=5
            NodeName=n1 NodeHostname={Environment.MachineName} NodeAddr=127.0.0.1 CPUs={places} State=UNKNOWN
            PartitionName=main Nodes=n1 Default=YES MaxTime=INFINITE State=UP

            """;
}
