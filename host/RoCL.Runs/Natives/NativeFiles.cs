using System.Runtime.InteropServices;
using RoCL.Plugins.Natives;

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
    // The library by which TorchSharp calls libtorch.
    private const string Bridge = "LibTorchSharp";

    // What TorchSharp loads, and what that needs; the packages bring more than is used.
    private static readonly ImmutableArray<string> Needed = ["TorchSharp", "torch_cpu", "torch_cuda", "c10", "gomp"];

    /// <summary>Those of this program.</summary>
    public static NativeFiles Here { get; } =
        new(Path.Combine(AppContext.BaseDirectory, RecordedNative.RecordName), Searched(), LibtorchFolder.Chosen);

    /// <summary>
    /// ROCL0703 and ROCL0704 of what is needed to compute, by what a glance shows: files that are
    /// missing or were cut short; and ROCL0715 to ROCL0719 of another libtorch.
    /// </summary>
    public ImmutableArray<Problem> Glance() =>
        [
            .. OfOther(),
            .. Recorded()
                .Where(file => IsNeeded(file.Name))
                .Select(file => RecordedNative.Glance(PlaceOf(file.Name)))
                .OfType<Problem>(),
        ];

    /// <summary>
    /// As <see cref="Glance"/>, of all files that the build brought along; and whether every byte
    /// is what it was, which takes a second or two.
    /// </summary>
    public ImmutableArray<Problem> Examine() =>
        [.. OfOther(), .. Recorded().Select(file => file.Examine(PlaceOf(file.Name))).OfType<Problem>()];

    /// <summary>
    /// Where a library of the program is; <see langword="null"/> where it is missing.
    /// </summary>
    /// <param name="name">The file's name, such as <c>libtorch_cpu.so</c>.</param>
    public string? PathOf(string name) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(RecordedNative.IsThere);

    private ImmutableArray<Problem> OfOther() => other?.Refusal() is { } refusal ? [refusal] : [];

    private string PlaceOf(string name) => PathOf(name) ?? Path.Combine(folders[0], name);

    private IEnumerable<RecordedNative> Recorded() => RecordedNative.In(record).Where(IsUsed);

    private bool IsUsed(RecordedNative file) => other is null || file.Name.Contains(Bridge, StringComparison.Ordinal);

    private static bool IsNeeded(string name) => Needed.Any(part => name.Contains(part, StringComparison.Ordinal));

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
}
