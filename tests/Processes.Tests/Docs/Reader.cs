using System.Diagnostics;
using Processes.Tests.Runs;
using Shared.Datasets;
using Shared.Plugins;

namespace Processes.Tests.Docs;

/// <summary>Somebody who does what a page says: the program is on the path, in a folder.</summary>
internal static class Reader
{
    /// <summary>Puts the program on the path of what is typed in its folder.</summary>
    /// <param name="rocl">The program and its folder.</param>
    public static void SitsDown(Rocl rocl)
    {
        rocl.Variables["ROCL_CACHE"] = rocl[".cache"];
        rocl.Variables["MSBUILDDISABLENODEREUSE"] = "1";
        rocl.Variables["PATH"] =
            $"{Path.GetDirectoryName(Places.BuiltPlugins)}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    /// <summary>Has 60 pictures of two kinds, in folders for training and test.</summary>
    /// <param name="rocl">The program and its folder.</param>
    /// <param name="folder">Where in that folder.</param>
    public static void HasPictures(Rocl rocl, string folder)
    {
        for (var i = 0; i < 60; i++)
        {
            var place = $"{folder}/{(i < 40 ? "train" : "test")}/{(i % 2 == 0 ? "cat" : "dog")}";
            Directory.CreateDirectory(rocl[place]);
            var shade = i;
            var pixels = PngFile.OfGray(20, 20, (x, y) => (byte)(shade + (shade % 2 == 0 ? 4 * x : 4 * y)));
            File.WriteAllBytes(rocl[$"{place}/{i}.png"], pixels);
        }
    }

    /// <summary>Types commands into a shell, which have to succeed; what they said.</summary>
    /// <param name="rocl">The program and its folder.</param>
    /// <param name="commands">The commands.</param>
    public static string Types(Rocl rocl, string commands)
    {
        var start = new ProcessStartInfo("sh", ["-eux", "-c", commands])
        {
            WorkingDirectory = rocl.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in rocl.Variables)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var ended = Rocl.End(shell);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return $"{ended.Progress}\n{ended.Output}";
    }
}
