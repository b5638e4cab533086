namespace RoCL.Core.Classes;

/// <summary>Puts the outputs of a classifier into the order of the classes at hand.</summary>
internal sealed class InClassOrder(ClassOrder order) : nn.Module<Tensor, Tensor>(nameof(InClassOrder))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => order.Of(input);
}
