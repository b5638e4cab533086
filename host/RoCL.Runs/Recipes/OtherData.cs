using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Fingerprints;
using RoCL.Core.Guards;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using TorchSharp;

namespace RoCL.Runs.Recipes;

/// <summary>
/// Data that a recipe names apart from its own, such as in a transfer evaluation.
/// </summary>
internal static class OtherData
{
    /// <summary>What is in it, by the recipe's key; <see langword="null"/> for none.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="document">The recipe, as resolved.</param>
    /// <param name="binder">Makes components.</param>
    /// <exception cref="ProblemException">The data cannot be opened.</exception>
    public static ImmutableSortedDictionary<string, DataFingerprint>? Of(
        Recipe recipe,
        JsonObject document,
        RecipeBinder binder
    )
    {
        var known = new Dictionary<string, DataFingerprint>();
        var others = ImmutableSortedDictionary.CreateBuilder<string, DataFingerprint>(StringComparer.Ordinal);
        foreach (var use in recipe.Evaluations.SelectMany(Outermost))
        {
            var written = RecipePlaces.ValueAt(document, use.Key)?.ToJsonString() ?? use.Key;
            if (!known.TryGetValue(written, out var data))
            {
                data = Fingerprint(use, binder);
                known.Add(written, data);
            }
            others[use.Key] = data;
        }
        return others.Count == 0 ? null : others.ToImmutable();
    }

    // A data set inside another one is read with it.
    private static IEnumerable<ComponentUse> Outermost(ComponentUse use) =>
        use.Component.Kind == ComponentKind.Dataset ? [use] : use.Inner.SelectMany(Outermost);

    private static DataFingerprint Fingerprint(ComponentUse use, RecipeBinder binder)
    {
        using var scope = torch.NewDisposeScope();
        var data = new GuardedDataset(use, (IDataset)binder.Create(use));
        return new(ImagesFingerprint.Of(data.Open(Split.Train)), ImagesFingerprint.Of(data.Open(Split.Test)));
    }
}
