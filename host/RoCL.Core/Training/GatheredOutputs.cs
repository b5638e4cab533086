using RoCL.Core.Ranks;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>
/// Passes a rank's own images through the networks, while losses see the outputs of all ranks: on
/// every rank the same numbers, so the loss is the whole batch's.
/// </summary>
/// <remarks>
/// The gradient of the loss with respect to all outputs is computed by every rank, or is the sum of
/// what all ranks found; a rank takes its own rows of it back to the weights, and the sum over
/// ranks is the whole batch's gradient. So a loss needs to know nothing of ranks, whether it
/// detaches others or not. Reference: Gao et al. 2021, arXiv:2101.06983, where parts of a batch
/// pass one after the other.
/// </remarks>
/// <param name="own">Passes the rank's images.</param>
/// <param name="collective">The ranks.</param>
/// <param name="areParts">Whether what a rank finds of the gradient is a part of it.</param>
internal sealed class GatheredOutputs(IViewOutputs own, ICollective collective, bool areParts) : IViewOutputs
{
    private readonly List<Gathered> _gathered = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<ViewReference, Tensor> Of(
        ValueList<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var outputs = own.Of(references, views);
        var ofAll = new Dictionary<ViewReference, Tensor>();
        foreach (var reference in references.Distinct())
        {
            var output = outputs[reference];
            var leaf = OfAllRanks(output);
            ofAll.Add(reference, leaf);
            if (output.requires_grad)
                _gathered.Add(new(output, leaf));
        }
        return ofAll;
    }

    /// <inheritdoc/>
    public bool Backward()
    {
        var followed = _gathered.Where(one => one.OfAll.grad is not null).ToList();
        if (followed.Count == 0)
            return false;
        if (areParts)
            FlatNumbers.Sum(collective, followed.Select(one => one.OfAll.grad!));
        autograd.backward(
            [.. followed.Select(one => one.Own)],
            [.. followed.Select(one => RankShare.Of(collective, one.OfAll.shape[0]).Only(one.OfAll.grad!))]
        );
        return own.Backward();
    }

    private Tensor OfAllRanks(Tensor output)
    {
        using var quiet = no_grad();
        return collective.Gather(output.detach().contiguous()).requires_grad_(output.requires_grad);
    }

    // A rank's outputs, and the leaf that losses see.
    private sealed record Gathered(Tensor Own, Tensor OfAll);
}
