using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>
/// Tensors of a model with the saved tensors that they are to begin with: all of the asked parts,
/// in names, shapes and kinds.
/// </summary>
public sealed class InitialFit
{
    // An old file may lack it, and no arithmetic of ours depends on it.
    private const string BatchCount = ".num_batches_tracked";

    private readonly ImmutableArray<(Tensor Own, Tensor Saved)> _pairs;

    private InitialFit(ImmutableArray<(Tensor Own, Tensor Saved)> pairs, ImmutableArray<string> left)
    {
        _pairs = pairs;
        Left = left;
    }

    /// <summary>How many tensors the model takes over.</summary>
    public int Taken => _pairs.Length;

    /// <summary>The saved tensors that it does not.</summary>
    public ImmutableArray<string> Left { get; }

    /// <summary>Looks up the saved tensor of each tensor of the asked parts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="saved">
    /// Tensors under our names, or those of another program behind any one prefix for each network.
    /// </param>
    /// <param name="init">The asked parts.</param>
    /// <returns>
    /// ROCL0163 a part that the model does not have; ROCL0164 tensors that are missing, differ in
    /// shape or kind, are not finite, or are variances below zero; ROCL0165 two networks in the
    /// file that would fit.
    /// </returns>
    public static Result<InitialFit> Of(Model model, IReadOnlyDictionary<string, Tensor> saved, Init init)
    {
        var own = model.Parameters.Concat(model.Networks.Buffers).DistinctBy(named => named.Key).ToList();
        var unknown = init
            .Parts.Where(part => !own.Exists(named => Init.Has(part, Routes.WithoutRoute(named.Key))))
            .ToList();
        if (unknown.Count > 0)
            return unknown.Select(part => InitialMisfit.UnknownPart(init, part, model)).ToImmutableArray();

        var wanted = own.Where(named => init.Parts.Any(part => Init.Has(part, Routes.WithoutRoute(named.Key))))
            .ToList();
        // Teachers have tensors of the same names behind a prefix of theirs.
        var ofStudent = saved
            .Where(named => !named.Key.StartsWith(ModelTeachers.Prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        var prefixes = new Dictionary<string, string>();
        foreach (var network in wanted.GroupBy(named => NetworkOf(Routes.WithoutRoute(named.Key))))
        {
            var names = network.Select(named => Routes.WithoutRoute(named.Key)[network.Key.Length..]).ToHashSet();
            var found = SourceNames.In(network.Key, names, ofStudent.Keys);
            if (!found.Others.IsEmpty)
                return InitialMisfit.Ambiguous(init, found);
            prefixes.Add(network.Key, found.Prefix);
        }

        return Paired(wanted, ofStudent, prefixes, init);
    }

    /// <summary>Copies them.</summary>
    public void Apply()
    {
        using var quiet = no_grad();
        foreach (var (own, saved) in _pairs)
            own.copy_(saved);
    }

    private static Result<InitialFit> Paired(
        List<KeyValuePair<string, Tensor>> wanted,
        ImmutableSortedDictionary<string, Tensor> saved,
        Dictionary<string, string> prefixes,
        Init init
    )
    {
        var pairs = ImmutableArray.CreateBuilder<(Tensor, Tensor)>();
        var misfits = new List<string>();
        var damages = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, tensor) in wanted)
        {
            var source = SourceOf(name, saved, prefixes);
            if (saved.TryGetValue(source, out var found) && Misfit(name, tensor, found) is { } misfit)
            {
                misfits.Add(misfit);
            }
            else if (found is not null && Damage(name, tensor, source, saved) is { } damage)
            {
                damages.Add(damage);
            }
            else if (found is not null)
            {
                pairs.Add((tensor, found));
                taken.Add(source);
            }
            else if (!name.EndsWith(BatchCount, StringComparison.Ordinal))
            {
                misfits.Add($"{source} {Shape(tensor)} is not there");
            }
        }

        if (misfits.Count > 0)
            return InitialMisfit.DoesNotFit(init, [.. misfits, .. damages], pairs.Count);
        if (damages.Count > 0)
            return InitialMisfit.IsDamaged(init, damages, pairs.Count);
        var left = saved
            .Keys.Except(taken)
            .Where(name => !name.StartsWith(OptimizerState.Prefix, StringComparison.Ordinal));
        return new InitialFit(pairs.ToImmutable(), [.. left.Order(StringComparer.Ordinal)]);
    }

    // A route begins as it was saved, or else as the network's own batch-norm.
    private static string SourceOf(
        string name,
        ImmutableSortedDictionary<string, Tensor> saved,
        Dictionary<string, string> prefixes
    )
    {
        if (saved.ContainsKey(name) && name.StartsWith(Routes.Beginning, StringComparison.Ordinal))
            return name;
        var bare = Routes.WithoutRoute(name);
        var network = NetworkOf(bare);
        return prefixes[network] + bare[network.Length..];
    }

    private static string? Misfit(string name, Tensor own, Tensor saved) =>
        own.shape.SequenceEqual(saved.shape) ? null : $"{name} is {Shape(own)} in the model and {Shape(saved)} there";

    // No architecture leads to these: whatever it is, training keeps the kind of its numbers, and
    // writes none that are not finite.
    private static string? Damage(string name, Tensor own, string source, ImmutableSortedDictionary<string, Tensor> all)
    {
        var saved = all[source];
        if (own.is_floating_point() != saved.is_floating_point())
            return $"{name} is {own.dtype} in the model and {saved.dtype} there";
        if (!FiniteNumbers.All(saved))
            return $"{name} is not finite there";
        return BatchNormVariance.Is(source, all.ContainsKey) && BatchNormVariance.IsNegative(saved)
            ? $"{name}, a variance, is below zero there"
            : null;
    }

    // `encoder.`, or `heads.projector.`
    private static string NetworkOf(string name)
    {
        var parts = name.Split('.');
        return parts[0] == "heads" ? $"heads.{parts[1]}." : $"{parts[0]}.";
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
