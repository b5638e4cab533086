using System.Text.Json.Nodes;
using RoCL.Runs.Files;
using Shared.Folders;

namespace Runs.Tests.Replay;

/// <summary>A copy of the folder of a failed step, to be damaged.</summary>
internal sealed class CopiedStep : IDisposable
{
    /// <summary>Copies a folder.</summary>
    public CopiedStep(string folder) => FolderCopy.Make(folder, Root);

    /// <summary>The copy.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("rocl-step-").FullName;

    /// <summary>Changes a file of such a folder, and its sum in the manifest.</summary>
    public static void Change(string folder, string name, Func<string, string> change)
    {
        var path = Path.Combine(folder, name);
        var text = File.ReadAllText(path);
        var manifest = Path.Combine(folder, "manifest.json");
        Assert.That(change(text), Is.Not.EqualTo(text));
        File.WriteAllText(path, change(text));
        var sums = JsonNode.Parse(File.ReadAllText(manifest))!;
        sums[name] = VouchedFile.Hash(new DiskFiles(), path);
        File.WriteAllText(manifest, sums.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
