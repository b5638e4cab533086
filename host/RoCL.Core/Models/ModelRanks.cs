using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>The ranks that train a model together; a single one at first.</summary>
public sealed class ModelRanks : IDisposable
{
    private SynchronizedNorms? _synchronized;

    internal ModelRanks() { }

    /// <summary>The ranks.</summary>
    public ICollective Collective { get; private set; } = SingleRank.Instance;

    /// <summary>Lets ranks train a model together from now on, and no others.</summary>
    /// <param name="model">The model that these are the ranks of.</param>
    /// <param name="collective">The ranks; a single one changes nothing.</param>
    public void Join(Model model, ICollective collective)
    {
        Dispose();
        Collective = collective;
        if (collective.World == 1 || model.Bindings.Recipe.Ranks.BatchNorm != RankNorm.Sync)
            return;
        var networks = model.Networks.Modules.Concat(model.Shadows.Trained).Concat(model.Teachers.Modules);
        _synchronized = new(networks, collective);
    }

    /// <summary>
    /// Makes running statistics the mean of those of all ranks, where each has its own.
    /// </summary>
    /// <param name="model">The model.</param>
    internal void ShareStatistics(Model model)
    {
        if (_synchronized is not null || Collective.World == 1)
            return;
        var statistics = model.Networks.Buffers.Values.Where(buffer => buffer.is_floating_point());
        FlatNumbers.Sum(Collective, statistics, 1.0 / Collective.World);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _synchronized?.Dispose();
        _synchronized = null;
    }
}
