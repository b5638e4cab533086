using System.Diagnostics;

namespace Host.Tests.Plugins;

/// <summary>What only a fresh process can show, since in this one other tests have long loaded libtorch.</summary>
public sealed class ChildProcess
{
    /// <summary>Lists all plugins, as <c>rocl plugins</c> does; its last line says whether libtorch was mapped.</summary>
    public static int Main(string[] args)
    {
        foreach (var component in Places.Catalogue(args).Components) Console.WriteLine(component.QualifiedName);
        Console.WriteLine(File.ReadAllText("/proc/self/maps").Contains("libtorch", StringComparison.OrdinalIgnoreCase) ? "libtorch is there" : "no libtorch");
        return 0;
    }

    [Test, Platform("Linux")]
    public void Listing_plugins_does_not_touch_libtorch()
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(ChildProcess).Assembly.Location, Places.BuiltPlugins, Places.TestPlugin("SignMomentum")])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Member("SignMomentum/sign-momentum").And.Member("RoCL.Core/sgd"));
        Assert.That(lines[^1], Is.EqualTo("no libtorch"));
    }
}
