using System.Runtime.InteropServices;
using RoCL.Core;

namespace RoCL.Runs.Ranks;

/// <summary>
/// What an MPI library calls the things that its functions take. Each flavour has its own: in Open
/// MPI they are addresses, in MPICH and MS-MPI they are numbers.
/// </summary>
/// <param name="Name">The flavour.</param>
/// <param name="World">All ranks, MPI_COMM_WORLD.</param>
/// <param name="Float32">MPI_FLOAT.</param>
/// <param name="Float64">MPI_DOUBLE.</param>
/// <param name="Int64">MPI_INT64_T.</param>
/// <param name="Sum">MPI_SUM.</param>
/// <param name="Max">MPI_MAX.</param>
/// <param name="InPlace">MPI_IN_PLACE.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
internal sealed record MpiFlavour(
    string Name,
    nint World,
    nint Float32,
    nint Float64,
    nint Int64,
    nint Sum,
    nint Max,
    nint InPlace,
    nint ErrorsReturn
)
{
    private const int InPlaceOfOpenMpi = 1;

    /// <summary>The flavour of a library.</summary>
    /// <param name="library">The library, loaded.</param>
    /// <param name="version">What it says of itself.</param>
    /// <returns>ROCL0925: the program does not know it.</returns>
    public static Result<MpiFlavour> Of(nint library, string version)
    {
        if (!NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _))
            return Unknown(version);
        return new MpiFlavour(
            "Open MPI",
            Address("ompi_mpi_comm_world"),
            Address("ompi_mpi_float"),
            Address("ompi_mpi_double"),
            Address("ompi_mpi_int64_t"),
            Address("ompi_mpi_op_sum"),
            Address("ompi_mpi_op_max"),
            InPlaceOfOpenMpi,
            Address("ompi_mpi_errors_return")
        );

        nint Address(string symbol) => NativeLibrary.GetExport(library, symbol);
    }

    /// <summary>ROCL0925.</summary>
    /// <param name="version">What the library says of itself.</param>
    public static Problem Unknown(string version) =>
        new(
            "ROCL0925",
            "--ranks mpi",
            $"The MPI library is of a flavour that this program does not know: {version}.",
            "Install Open MPI, or let ROCL_MPI name its libmpi."
        );
}
