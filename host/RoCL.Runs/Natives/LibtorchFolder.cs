using System.Reflection;
using RoCL.Core.Guards;
using RoCL.Plugins.Natives;
using RoCL.Runs.Files;

namespace RoCL.Runs.Natives;

/// <summary>
/// A folder with a libtorch that takes the place of the one that the program was built with, such
/// as <c>torch/lib</c> of a PyTorch installation. What is looked at here is not loaded.
/// </summary>
/// <param name="Path">The folder, absolute.</param>
public sealed record LibtorchFolder(string Path)
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "ROCL_LIBTORCH";

    /// <summary>The version that the program's TorchSharp is built for, such as 2.10.0.</summary>
    public static string WantedVersion { get; } =
        typeof(LibtorchFolder)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(fact => fact.Key == "LibTorchVersion")
            .Value!;

    // Without these nothing is computed. On any system, a library needs those before it.
    private static readonly ImmutableArray<string> Needed = ["c10", "torch_cpu", "torch"];

    /// <summary>
    /// The one that the person names; <see langword="null"/> where the program's own is used.
    /// </summary>
    public static LibtorchFolder? Chosen { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? new(System.IO.Path.GetFullPath(folder))
            : null;

    /// <summary>
    /// The libraries in the order in which they are loaded, that of CUDA where it is there.
    /// </summary>
    public IEnumerable<string> Libraries =>
        from name in Needed.Insert(2, "torch_cuda")
        let path = PathOf(name)
        where File.Exists(path)
        select path;

    /// <summary>The version that the files beside the libraries state, if any does.</summary>
    public string? StatedVersion => LibtorchVersion.Stated(Path, PathOf("torch_cpu"));

    /// <summary>Where the folder has, or would have, a library.</summary>
    /// <param name="name">As TorchSharp asks for it, such as <c>torch_cpu</c>.</param>
    public string PathOf(string name) => System.IO.Path.Combine(Path, FileNameOf(name));

    /// <summary>
    /// ROCL0715 there is no such folder; ROCL0716 it has no libtorch; ROCL0717 of another version;
    /// ROCL0718 a library is damaged; ROCL0719 the system is not Linux.
    /// </summary>
    public Problem? Refusal() => Refusal(OperatingSystem.IsLinux());

    /// <summary>As <see cref="Refusal()"/>, on a system that is Linux or is not.</summary>
    internal Problem? Refusal(bool isLinux)
    {
        if (!isLinux)
            return OtherSystem();
        if (!Directory.Exists(Path))
            return NoFolder();
        var missing = Needed
            .Select(FileNameOf)
            .Where(name => !File.Exists(System.IO.Path.Combine(Path, name)))
            .ToList();
        if (missing.Count > 0)
            return NoLibtorch(missing);
        if (StatedVersion is { } stated && !LibtorchVersion.AreEqual(stated, WantedVersion))
            return OtherVersion(stated);
        return Libraries.Select(Damaged).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>ROCL0717, for a libtorch of another version.</summary>
    /// <param name="found">Its version; <see langword="null"/> where it is too old to say.</param>
    public Problem OtherVersion(string? found) =>
        new(
            "ROCL0717",
            Variable,
            found is null
                ? $"The libtorch in {Path} is of an older version that has no number; {WantedVersion} is needed."
                : $"The libtorch in {Path} is of version {found}; {WantedVersion} is needed.",
            $"Name the folder of libtorch {WantedVersion} (`pip install torch=={WantedVersion}` has one in torch/lib), "
                + "or unset the variable."
        );

    /// <summary>ROCL0718, for a library that does not load.</summary>
    /// <param name="library">The library's path.</param>
    /// <param name="cause">Why it does not.</param>
    public static Problem Unloadable(string library, string cause) =>
        new(
            "ROCL0718",
            Variable,
            $"The library {library} cannot be loaded: {cause}",
            "Install that libtorch again, or unset the variable, so that the program's own is used."
        );

    private static Problem OtherSystem() =>
        new(
            "ROCL0719",
            Variable,
            "Another libtorch can be taken on Linux alone.",
            "Unset the variable, and build with -p:TorchBackend=cuda for a GPU."
        );

    private Problem NoFolder() =>
        new(
            "ROCL0715",
            Variable,
            File.Exists(Path) ? $"The path {Path} leads to a file." : $"There is no folder {Path}.",
            "Name the folder that has the libraries of libtorch, such as torch/lib of a PyTorch installation."
        );

    private Problem NoLibtorch(IReadOnlyList<string> missing)
    {
        var below = new LibtorchFolder(System.IO.Path.Combine(Path, "lib"));
        return new(
            "ROCL0716",
            Variable,
            $"The folder {Path} has no libtorch: it lacks {string.Join(", ", missing)}.",
            Needed.All(name => File.Exists(below.PathOf(name)))
                ? $"Name its folder {below.Path}."
                : "Name the folder that has the libraries, such as torch/lib of a PyTorch installation."
        );
    }

    private static Problem? Damaged(string library)
    {
        try
        {
            return ElfFile.IsCutShort(library)
                ? Unloadable(library, "it was cut short, and has fewer bytes than its own header says.")
                : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return Unloadable(library, DiskFault.What(fault));
        }
    }

    private static string FileNameOf(string name) => $"lib{name}.so";
}
