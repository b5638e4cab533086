using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>
/// Plugins as folders: taken away, put back, dropped in; the program is never built again.
/// </summary>
public sealed class DroppingIn
{
    [Test]
    public void An_attack_of_ones_own_is_listed_described_and_used()
    {
        using var rocl = new Rocl();
        using var folder = new PluginsFolder("SignMomentum");
        Assert.That(rocl.Run("plugins", "--plugins", folder.Root).Output, Does.Contain("sign-momentum"));
        Assert.That(
            rocl.Run("plugins", "sign-momentum", "--plugins", folder.Root).Output,
            Does.Contain("in a recipe").And.Contain("\"use\": \"sign-momentum\"")
        );
        var ended = rocl.Run([
            "run",
            "demo-rocl",
            "--out",
            "run",
            "--device",
            "cpu",
            "--plugins",
            folder.Root,
            .. Rocl.Tiny,
            "--set",
            "views.adv.attack={\"use\":\"sign-momentum\"}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            rocl.Json("run/environment.json")[0]!["plugins"]!.AsArray().Select(plugin => (string)plugin!["id"]!),
            Has.Member("SignMomentum")
        );
    }

    [Test]
    public void Without_the_plugin_of_the_attack_the_run_says_what_is_missing_and_putting_it_back_repairs_it()
    {
        var host = Directory.CreateTempSubdirectory("rocl-host-").FullName;
        try
        {
            Mirror(Path.GetDirectoryName(Places.BuiltPlugins)!, host);
            using var rocl = new Rocl(Path.Combine(host, "rocl"));
            var plugin = Path.Combine(host, "plugins", "Attacks.Gradient");
            var away = Path.Combine(host, "away");
            Directory.Move(plugin, away);
            var ended = rocl.Run("run");
            Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
            Assert.That(
                ended.ErrorLines.Single(),
                Does.StartWith("error ROCL0202 ").And.Contain("\"pgd\"").And.Contain(Path.Combine(host, "plugins"))
            );
            Directory.Move(away, plugin);
            var repaired = rocl.Run([
                "run",
                "demo-rocl",
                "--out",
                "run",
                "--device",
                "cpu",
                .. Rocl.Tiny,
                "--set",
                "evaluate=[]",
            ]);
            Assert.That(repaired.Code, Is.Zero, repaired.ToString());
        }
        finally
        {
            Directory.Delete(host, recursive: true);
        }
    }

    // Large files are linked: the natives alone are hundreds of megabytes.
    private static void Mirror(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            if (new FileInfo(file).Length > 5_000_000 && !OperatingSystem.IsWindows())
                File.CreateSymbolicLink(copy, file);
            else
                File.Copy(file, copy);
        }
    }
}
