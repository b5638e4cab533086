using System.Collections.Immutable;

namespace RoCL.Contracts;

/// <summary>A tensor of a state: the tensor as it was, and the rows that have changed.</summary>
/// <remarks>
/// No record: an equality over tensors would look at all their numbers, and at disposed ones.
/// </remarks>
/// <param name="whole">The tensor as it was; only read.</param>
/// <param name="changes">Other rows, the newest last.</param>
internal sealed class StateTensor(Tensor whole, ImmutableArray<ChangedRows> changes)
{
    /// <summary>The tensor as it was.</summary>
    public Tensor Whole => whole;

    /// <summary>Whether any of its tensors was disposed of, or is none.</summary>
    public bool IsInvalid => Parts.Any(part => part is null or { IsInvalid: true });

    /// <summary>The tensors that it consists of.</summary>
    public IEnumerable<Tensor?> Parts =>
        changes.SelectMany(change => new[] { change.Rows, change.Indices }).Prepend(Whole);

    /// <summary>A tensor that a component has made.</summary>
    public static StateTensor Of(Tensor tensor) =>
        Over(tensor is null or { IsInvalid: true } ? tensor! : tensor.detach());

    /// <summary>A tensor itself.</summary>
    public static StateTensor Over(Tensor tensor) => new(tensor, []);

    /// <summary>All of it, in memory of its own.</summary>
    public Tensor Copy()
    {
        using var quiet = no_grad();
        var copy = Whole.clone();
        ApplyTo(copy);
        return copy;
    }

    /// <summary>Some rows, in memory of their own.</summary>
    public Tensor Rows(Tensor indices)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var rows = Whole.index_select(0, indices);
        foreach (var change in changes)
            rows = change.Over(rows, indices);
        return scope.MoveToOuter(rows);
    }

    /// <summary>With other rows.</summary>
    public StateTensor WithRows(string name, Tensor indices, Tensor rows)
    {
        long[] expected = [indices.shape[0], .. Whole.shape.Skip(1)];
        if (Whole.dim() == 0 || !rows.shape.SequenceEqual(expected))
            throw OtherRows(name, rows, expected);
        return new(Whole, changes.Add(new(indices, rows.detach().to(Whole.dtype))));
    }

    /// <summary>
    /// Writes it into a tensor of its shape, which may be the one that it began with.
    /// </summary>
    public void WriteTo(Tensor target)
    {
        using var quiet = no_grad();
        if (!ReferenceEquals(Whole, target))
            target.copy_(Whole);
        ApplyTo(target);
    }

    private void ApplyTo(Tensor target)
    {
        foreach (var change in changes)
            target.index_copy_(0, change.Indices, change.Rows);
    }

    private static ProblemException OtherRows(string name, Tensor rows, long[] expected) =>
        new(
            new(
                "ROCL0373",
                $"the state '{name}'",
                $"Rows [{string.Join(", ", rows.shape)}] were to take the place of rows "
                    + $"[{string.Join(", ", expected)}].",
                "Write rows of the tensor's own shape."
            )
        );
}

/// <summary>Rows that take the place of others.</summary>
/// <param name="indices">int64 [M], no two alike.</param>
/// <param name="rows">[M, …].</param>
internal sealed class ChangedRows(Tensor indices, Tensor rows)
{
    /// <summary>int64 [M], no two alike.</summary>
    public Tensor Indices => indices;

    /// <summary>[M, …].</summary>
    public Tensor Rows => rows;

    /// <summary>Some rows of the whole tensor, after this change.</summary>
    /// <param name="before">[K, …] before it.</param>
    /// <param name="places">int64 [K], which rows these are.</param>
    public Tensor Over(Tensor before, Tensor places)
    {
        var isSame = places.unsqueeze(1).eq(indices.unsqueeze(0));
        long[] shape = [-1, .. Enumerable.Repeat(1L, (int)before.dim() - 1)];
        var changed = rows.index_select(0, isSame.to(ScalarType.Byte).argmax(1));
        return where(isSame.any(1).view(shape), changed, before);
    }
}
