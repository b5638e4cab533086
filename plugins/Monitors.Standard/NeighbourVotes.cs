namespace RoCL.Monitors.Standard;

/// <summary>A classifier by the votes of neighbours, and the network that attacks follow.</summary>
internal sealed class NeighbourVotes : IDisposable
{
    private readonly VotingNetwork _nearest;
    private readonly VotingNetwork _all;

    private NeighbourVotes(VotingNetwork nearest, VotingNetwork all, int batch)
    {
        _nearest = nearest;
        _all = all;
        Classifier = new(nearest, batch, GradientNetwork: all);
    }

    /// <summary>The nearest decide; through all of them the gradient goes.</summary>
    public Classifier Classifier { get; }

    /// <summary>The votes of a bench's training images.</summary>
    /// <param name="bench">Its training images are the neighbours.</param>
    /// <param name="encoder">The encoder, in eval mode.</param>
    /// <param name="options">How many vote, how sharply.</param>
    public static NeighbourVotes Of(IBench bench, nn.Module<Tensor, Tensor> encoder, OnlineAccuracy options)
    {
        var bank = nn.functional.normalize(bench.Outputs(encoder, bench.Train, options.Batch), dim: 1);
        var labels = bench.Train.Labels!.to(bench.Device);
        var classes = bench.Train.Classes.Count;
        VotingNetwork By(long k) => new(encoder, bank, labels, classes, k, options.Temperature);
        return new(By(Math.Min(options.K, bank.shape[0])), By(bank.shape[0]), options.Batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nearest.Dispose();
        _all.Dispose();
    }

    // The logits are the logarithms of the votes, log Σ_{i among the k nearest, y_i = c}
    // exp(s_i/τ).
    private sealed class VotingNetwork(
        nn.Module<Tensor, Tensor> encoder,
        Tensor bank,
        Tensor labels,
        int classes,
        long k,
        double temperature
    ) : nn.Module<Tensor, Tensor>("votes")
    {
        public override Tensor forward(Tensor images)
        {
            var similarity = nn.functional.normalize(encoder.call(images), dim: 1).mm(bank.t());
            var (nearest, places) = similarity.topk((int)k, dim: 1);
            var voted = labels.index_select(0, places.flatten()).view_as(places);
            var none = zeros([images.shape[0], classes], nearest.dtype, nearest.device);
            return none.scatter_add(1, voted, (nearest / temperature).exp()).clamp_min(1e-12).log();
        }
    }
}
