using System.Runtime.InteropServices;
using RoCL.Core;

namespace RoCL.Runs.Ranks;

/// <summary>The functions of NCCL that runs need.</summary>
internal sealed class NcclLibrary
{
    /// <summary>The variable that names another library than the system's.</summary>
    public const string Variable = "ROCL_NCCL";

    /// <summary>ncclInt64.</summary>
    public const int Int64 = 4;

    /// <summary>ncclFloat32.</summary>
    public const int Float32 = 7;

    /// <summary>ncclFloat64.</summary>
    public const int Float64 = 8;

    /// <summary>ncclSum.</summary>
    public const int Sum = 0;

    /// <summary>ncclMax.</summary>
    public const int Max = 2;

    private const string Usual = "libnccl.so.2";

    private static readonly ImmutableArray<string> Needed =
    [
        "ncclGetVersion",
        "ncclGetUniqueId",
        "ncclCommInitRank",
        "ncclAllReduce",
        "ncclAllGather",
        "ncclBroadcast",
        "ncclCommGetAsyncError",
        "ncclCommDestroy",
        "ncclCommAbort",
        "ncclGetErrorString",
    ];

    private readonly nint _library;
    private readonly OfCode _errorText;

    private NcclLibrary(nint library)
    {
        _library = library;
        _errorText = Function<OfCode>("ncclGetErrorString");
        NewId = Function<MakesId>("ncclGetUniqueId");
        Begin = Function<Begins>("ncclCommInitRank");
        Reduce = Function<Reduces>("ncclAllReduce");
        Gather = Function<Gathers>("ncclAllGather");
        Broadcast = Function<Broadcasts>("ncclBroadcast");
        State = Function<AsksState>("ncclCommGetAsyncError");
        Destroy = Function<Ends>("ncclCommDestroy");
        Abort = Function<Ends>("ncclCommAbort");
    }

    internal delegate int AsksVersion(out int version);
    internal delegate int MakesId(out NcclId id);
    internal delegate int Begins(out nint ranks, int world, NcclId id, int rank);
    internal delegate int Reduces(nint from, nint to, nuint count, int type, int operation, nint ranks, nint stream);
    internal delegate int Gathers(nint from, nint to, nuint countOfEach, int type, nint ranks, nint stream);
    internal delegate int Broadcasts(nint from, nint to, nuint count, int type, int root, nint ranks, nint stream);
    internal delegate int AsksState(nint ranks, out int code);
    internal delegate int Ends(nint ranks);
    private delegate nint OfCode(int code);

    /// <summary>ncclGetUniqueId.</summary>
    public MakesId NewId { get; }

    /// <summary>ncclCommInitRank.</summary>
    public Begins Begin { get; }

    /// <summary>ncclAllReduce.</summary>
    public Reduces Reduce { get; }

    /// <summary>ncclAllGather.</summary>
    public Gathers Gather { get; }

    /// <summary>ncclBroadcast.</summary>
    public Broadcasts Broadcast { get; }

    /// <summary>ncclCommGetAsyncError.</summary>
    public AsksState State { get; }

    /// <summary>ncclCommDestroy.</summary>
    public Ends Destroy { get; }

    /// <summary>ncclCommAbort.</summary>
    public Ends Abort { get; }

    /// <summary>The library's version as it counts, such as 22703 for 2.27.3.</summary>
    public int Version
    {
        get
        {
            Check(Function<AsksVersion>("ncclGetVersion")(out var version), "ncclGetVersion");
            return version;
        }
    }

    /// <summary>Loads the library.</summary>
    /// <param name="variable">The environment.</param>
    /// <returns>ROCL0933: there is none.</returns>
    public static Result<NcclLibrary> Load(Func<string, string?> variable)
    {
        var name = variable(Variable) ?? Usual;
        if (!NativeLibrary.TryLoad(name, out var library))
            return Missing($"{name} is not there");
        var missing = Needed.FirstOrDefault(function => !NativeLibrary.TryGetExport(library, function, out _));
        return missing is null ? new NcclLibrary(library) : Missing($"{name} has no {missing}");
    }

    /// <summary>Goes on only where a function succeeded.</summary>
    /// <param name="code">What the function returned.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="ProblemException">ROCL0936: it failed.</exception>
    public void Check(int code, string function)
    {
        if (code == 0)
            return;
        throw new ProblemException(
            new(
                "ROCL0936",
                $"NCCL, {function}",
                $"NCCL reports an error: {Marshal.PtrToStringUTF8(_errorText(code))} ({code}).",
                "Set NCCL_DEBUG=WARN to see what NCCL says of it; then go on with the run's folder."
            )
        );
    }

    private static Problem Missing(string what) =>
        new(
            "ROCL0933",
            "--ranks nccl",
            $"No NCCL library can be loaded: {what}.",
            "Install NCCL (libnccl2 of NVIDIA), let ROCL_NCCL name its libnccl.so.2, or write --ranks mpi."
        );

    private T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
}
