namespace RoCL.Core.Models;

/// <summary>
/// A model's running statistics as they were at one moment: a forward pass in training mode moves
/// them.
/// </summary>
internal sealed class RunningStatistics
{
    private readonly ImmutableArray<(Tensor Own, Tensor Before)> _buffers;

    private RunningStatistics(ImmutableArray<(Tensor Own, Tensor Before)> buffers) => _buffers = buffers;

    /// <summary>Copies of a model's buffers, which live as long as the dispose scope.</summary>
    public static RunningStatistics Of(Model model)
    {
        using var quiet = no_grad();
        return new([.. model.Buffers.Select(buffer => (buffer.Value, buffer.Value.clone()))]);
    }

    /// <summary>Puts the copies back into the model.</summary>
    public void Restore()
    {
        using var quiet = no_grad();
        foreach (var (own, before) in _buffers)
            own.copy_(before);
    }
}
