using System.Runtime.InteropServices;
using System.Text;
using RoCL.Core;

namespace RoCL.Runs.Ranks;

/// <summary>The functions of an MPI library that runs need.</summary>
internal sealed class MpiLibrary
{
    /// <summary>The variable that names another library than the system's.</summary>
    public const string Variable = "ROCL_MPI";

    private const int LongestText = 8192;

    private static readonly ImmutableArray<string> Names = ["libmpi.so.40", "libmpi.so", "libmpi.dylib", "msmpi.dll"];

    private readonly nint _library;

    private MpiLibrary(nint library) => _library = library;

    internal delegate int GetVersion(byte[] text, out int length);
    internal delegate int InitThread(nint count, nint arguments, int required, out int provided);
    internal delegate int OfWorld(nint world, out int number);
    internal delegate int AllReduce(nint from, ref byte numbers, int count, nint type, nint operation, nint world);
    internal delegate int AllGather(
        ref byte own,
        int count,
        nint type,
        ref byte all,
        int countOfEach,
        nint typeOfEach,
        nint world
    );
    internal delegate int BroadcastFrom(ref byte numbers, int count, nint type, int root, nint world);
    internal delegate int Waits(nint world);
    internal delegate int AbortAll(nint world, int code);
    internal delegate int FinalizeAll();
    internal delegate int SetErrorHandler(nint world, nint handler);
    internal delegate int ErrorString(int code, byte[] text, out int length);

    /// <summary>Loads the library.</summary>
    /// <param name="variable">The environment.</param>
    /// <returns>ROCL0924: there is none.</returns>
    public static Result<MpiLibrary> Load(Func<string, string?> variable)
    {
        var named = variable(Variable);
        foreach (var name in named is null ? Names : [named])
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return new MpiLibrary(library);
        }

        return new Problem(
            "ROCL0924",
            "--ranks mpi",
            $"No MPI library can be loaded: {named ?? Names[0]} is not there.",
            "Install Open MPI (on Debian: openmpi-bin), load its module, or let ROCL_MPI name its libmpi."
        );
    }

    /// <summary>
    /// The flavour of the library. ROCL0925: the program does not know it, or it is no MPI library.
    /// </summary>
    public Result<MpiFlavour> Flavour()
    {
        if (!NativeLibrary.TryGetExport(_library, "MPI_Get_library_version", out _))
            return MpiFlavour.Unknown("it has no MPI_Get_library_version");
        return MpiFlavour.Of(_library, Text(text => Function<GetVersion>("MPI_Get_library_version")(text, out _)));
    }

    /// <summary>A function of the library.</summary>
    /// <param name="name">Its name.</param>
    /// <typeparam name="T">Its form.</typeparam>
    public T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));

    /// <summary>The first line that a function writes.</summary>
    /// <param name="write">Writes into the bytes.</param>
    public static string Text(Action<byte[]> write)
    {
        var text = new byte[LongestText];
        write(text);
        return Encoding.UTF8.GetString(text).Split('\0', '\n')[0].Trim();
    }

    /// <summary>ROCL0930: a function of the library has failed.</summary>
    /// <param name="flavour">The library.</param>
    /// <param name="function">The function.</param>
    /// <param name="text">What the library says of it.</param>
    public static Problem Failed(string flavour, string function, string text) =>
        new(
            "ROCL0930",
            $"{flavour}, {function}",
            $"The MPI library reports an error: {text}.",
            "Look at the network between the machines, and go on with the run's folder."
        );
}
