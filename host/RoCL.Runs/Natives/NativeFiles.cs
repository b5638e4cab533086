using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RoCL.Runs.Files;

namespace RoCL.Runs.Natives;

/// <summary>
/// The native libraries that the program was built with, looked at without loading them: a damaged
/// one ends the process that does.
/// </summary>
/// <param name="record">
/// <c>natives.sha256</c> beside the program, which the build writes: a hash and a file's name a
/// line, as <c>sha256sum</c> has them. Where it is missing, nothing is found.
/// </param>
/// <param name="folders">Where the runtime looks for them, in its order.</param>
/// <param name="other">
/// The libtorch that is used in place of the program's own, of which TorchSharp alone is then
/// needed.
/// </param>
public sealed class NativeFiles(string record, ImmutableArray<string> folders, LibtorchFolder? other = null)
{
    private const string MissingCode = "ROCL0703";
    private const string DamagedCode = "ROCL0704";
    private const string RecordName = "natives.sha256";

    // The library by which TorchSharp calls libtorch.
    private const string Bridge = "LibTorchSharp";

    // What TorchSharp loads, and what that needs; the packages bring more than is used.
    private static readonly ImmutableArray<string> Needed = ["TorchSharp", "torch_cpu", "torch_cuda", "c10", "gomp"];

    /// <summary>Those of this program.</summary>
    public static NativeFiles Here { get; } =
        new(Path.Combine(AppContext.BaseDirectory, RecordName), Searched(), LibtorchFolder.Chosen);

    /// <summary>
    /// ROCL0703 and ROCL0704 of what is needed to compute, by what a glance shows: files that are
    /// missing or were cut short; and ROCL0715 to ROCL0719 of another libtorch.
    /// </summary>
    public ImmutableArray<Problem> Glance() =>
        [
            .. OfOther(),
            .. Recorded().Where(file => IsNeeded(file.Name)).Select(file => GlanceAt(file.Name)).OfType<Problem>(),
        ];

    /// <summary>
    /// As <see cref="Glance"/>, of all files that the build brought along; and whether every byte
    /// is what it was, which takes a second or two.
    /// </summary>
    public ImmutableArray<Problem> Examine() =>
        [.. OfOther(), .. Recorded().Select(file => GlanceAt(file.Name) ?? Changed(file)).OfType<Problem>()];

    /// <summary>
    /// Where a library of the program is; <see langword="null"/> where it is missing.
    /// </summary>
    /// <param name="name">The file's name, such as <c>libtorch_cpu.so</c>.</param>
    public string? PathOf(string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsThere);

    private ImmutableArray<Problem> OfOther() => other?.Refusal() is { } refusal ? [refusal] : [];

    private Problem? GlanceAt(string name)
    {
        if (PathOf(name) is not { } path)
        {
            return new(
                MissingCode,
                Path.Combine(folders[0], name),
                "The native library is missing: the program was built with it.",
                "Build or publish the program again, or restore its package."
            );
        }

        try
        {
            return ElfFile.IsCutShort(path)
                ? Damaged(path, "was cut short: it has fewer bytes than its own header says")
                : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return Damaged(path, $"cannot be read ({FileCause.What(fault)})");
        }
    }

    private Problem? Changed(RecordedNative file)
    {
        var path = PathOf(file.Name)!;
        using var content = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return hash == file.Sha256 ? null : Damaged(path, "is not what the program was built with: its hash differs");
    }

    private static Problem Damaged(string path, string how) =>
        new(
            DamagedCode,
            Target(path),
            $"The native library {how}.",
            "Delete the file, restore its package (`dotnet restore --force`), and build or publish the program again."
        );

    private IEnumerable<RecordedNative> Recorded() =>
        File.Exists(record)
            ? File.ReadLines(record).Select(RecordedNative.Parse).OfType<RecordedNative>().Where(IsUsed)
            : [];

    private bool IsUsed(RecordedNative file) => other is null || file.Name.Contains(Bridge, StringComparison.Ordinal);

    // A link that leads nowhere exists, as far as .NET is concerned.
    private static bool IsThere(string path) => File.Exists(path) && File.Exists(Target(path));

    private static bool IsNeeded(string name) => Needed.Any(part => name.Contains(part, StringComparison.Ordinal));

    // Libraries are links into the package folder: that is where the damage is.
    private static string Target(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static ImmutableArray<string> Searched()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var runtime = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return
        [
            Directory.Exists(own) ? own : AppContext.BaseDirectory,
            .. runtime.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
        ];
    }

    private sealed record RecordedNative(string Name, string Sha256)
    {
        public static RecordedNative? Parse(string line) =>
            line.Split("  ", 2) is [var hash, var name] ? new(name, hash.ToLowerInvariant()) : null;
    }
}
