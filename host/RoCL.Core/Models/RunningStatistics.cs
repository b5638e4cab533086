namespace RoCL.Core.Models;

/// <summary>
/// A model's running statistics as they were at one moment: a forward pass in training mode moves
/// them.
/// </summary>
internal sealed class RunningStatistics
{
    private readonly ImmutableArray<Copied> _buffers;

    private RunningStatistics(ImmutableArray<Copied> buffers) => _buffers = buffers;

    /// <summary>Copies of a model's buffers, which live as long as the dispose scope.</summary>
    public static RunningStatistics Of(Model model)
    {
        using var quiet = no_grad();
        return new([.. model.Buffers.Select(buffer => new Copied(buffer.Key, buffer.Value, buffer.Value.clone()))]);
    }

    /// <summary>Puts the copies back into the model.</summary>
    public void Restore() => Restore(_buffers);

    /// <summary>
    /// Puts the copies of teachers' statistics back: only following the student changes a teacher.
    /// </summary>
    public void RestoreTeachers() =>
        Restore(_buffers.Where(buffer => buffer.Name.StartsWith(ModelTeachers.Prefix, StringComparison.Ordinal)));

    private static void Restore(IEnumerable<Copied> buffers)
    {
        using var quiet = no_grad();
        foreach (var buffer in buffers)
            buffer.Own.copy_(buffer.Before);
    }

    private sealed record Copied(string Name, Tensor Own, Tensor Before);
}
