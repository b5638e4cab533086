namespace RoCL.Core.Ranks;

/// <summary>The only rank of a run: there is nobody to wait for, and nothing is loaded.</summary>
public sealed class SingleRank : ICollective
{
    private SingleRank() { }

    /// <summary>It has no state, so that there is one of it.</summary>
    public static SingleRank Instance { get; } = new();

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int World => 1;

    /// <inheritdoc/>
    public void Sum(Tensor numbers) { }

    /// <inheritdoc/>
    public void Max(Tensor numbers) { }

    /// <inheritdoc/>
    public Tensor Gather(Tensor rows) => rows.clone();

    /// <inheritdoc/>
    public void Broadcast(Tensor numbers) { }

    /// <inheritdoc/>
    public void Barrier() { }

    /// <inheritdoc/>
    public void Abort(int code) => throw new NotSupportedException("A single rank ends as any process does.");

    /// <inheritdoc/>
    public void Dispose() { }
}
