using RoCL.Core.Binding;
using RoCL.Core.Components;

namespace RoCL.Runs.Checkpoints;

/// <summary>Stands for the optimizer of a model that is not trained any more.</summary>
internal sealed record NoOptimizer : IOptimizer
{
    /// <inheritdoc/>
    public double Lr => 0;

    /// <summary>In the place of a recipe's optimizer.</summary>
    /// <param name="use">The optimizer, as the recipe names it.</param>
    public static Bound<IOptimizer> For(ComponentUse use)
    {
        var none = new NoOptimizer();
        return new(use, _ => none);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TorchSharp.torch.Tensor> Start(TorchSharp.torch.Tensor parameter) =>
        ImmutableDictionary<string, TorchSharp.torch.Tensor>.Empty;

    /// <inheritdoc/>
    public void Move(
        TorchSharp.torch.Tensor parameter,
        TorchSharp.torch.Tensor gradient,
        IReadOnlyDictionary<string, TorchSharp.torch.Tensor> state,
        double rate
    ) => throw new System.Diagnostics.UnreachableException();
}
