namespace RoCL.Core.Ranks;

/// <summary>
/// What the ranks of one run say to each other. Every rank makes the same calls in the same order,
/// with tensors of the same shapes; a call returns when the rank has what it asked for.
/// </summary>
/// <remarks>
/// All ranks receive the same bits, and the same calls give the same bits from run to run. Numbers
/// are float32, float64 or int64.
/// </remarks>
public interface ICollective : IDisposable
{
    /// <summary>Which rank this is, from 0.</summary>
    int Rank { get; }

    /// <summary>How many ranks there are, 1 or more.</summary>
    int World { get; }

    /// <summary>Replaces the numbers by their sums over all ranks.</summary>
    /// <param name="numbers">A contiguous tensor.</param>
    void Sum(Tensor numbers);

    /// <summary>Replaces the numbers by the largest of all ranks.</summary>
    /// <param name="numbers">A contiguous tensor.</param>
    void Max(Tensor numbers);

    /// <summary>The rows of all ranks, one rank after the other.</summary>
    /// <param name="rows">[N, ...], as many rows on every rank.</param>
    /// <returns>[World N, ...], a new tensor.</returns>
    Tensor Gather(Tensor rows);

    /// <summary>Replaces the numbers by those of rank 0.</summary>
    /// <param name="numbers">A contiguous tensor.</param>
    void Broadcast(Tensor numbers);

    /// <summary>Waits until every rank has come here.</summary>
    void Barrier();

    /// <summary>Ends the processes of all ranks, wherever they are; it does not return.</summary>
    /// <param name="code">The exit code.</param>
    void Abort(int code);
}
