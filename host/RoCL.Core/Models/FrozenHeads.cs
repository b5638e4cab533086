using RoCL.Core.Binding;
using RoCL.Core.Classes;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>Heads that are frozen copies of a teacher's.</summary>
internal static class FrozenHeads
{
    /// <summary>Gives every frozen head the weights that it is a copy of.</summary>
    /// <param name="bindings">The recipe, and the models of other runs.</param>
    /// <param name="networks">The networks, with the weights that training begins with.</param>
    /// <exception cref="ProblemException">
    /// ROCL0188: tensors differ in name or shape; and what is wrong with another run's model.
    /// </exception>
    public static void Fill(Bindings bindings, ModelNetworks networks)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (name, source) in bindings.Recipe.HeadSources)
        {
            if (source.Frozen is not { } frozen)
                continue;
            var own = networks.Heads[name].Module.state_dict();
            var saved = TensorsOf(bindings, networks, frozen);
            if (Mismatch.Differences(own, saved) is { } differences)
                throw Unfit(frozen, differences);
            foreach (var (tensor, mine) in own)
                mine.copy_(saved[tensor]);
        }
    }

    /// <summary>Copies of a head's tensors, by the head's own names.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="head">The head's name.</param>
    /// <param name="route">The route of the batch-norm in it.</param>
    public static ImmutableSortedDictionary<string, Tensor> StateOf(ModelNetworks networks, string head, string route)
    {
        using var quiet = no_grad();
        var network = networks.Heads[head];
        using var passage = networks.Through(route, network);
        return network
            .Module.state_dict()
            .ToImmutableSortedDictionary(
                tensor => tensor.Key,
                tensor => tensor.Value.detach().clone(),
                StringComparer.Ordinal
            );
    }

    // A teacher that follows is a copy of the model before the first step.
    private static ImmutableSortedDictionary<string, Tensor> TensorsOf(
        Bindings bindings,
        ModelNetworks networks,
        FrozenHead frozen
    )
    {
        if (!bindings.Teachers.TryGetValue(frozen.Teacher, out var teacher))
            return StateOf(networks, frozen.Head, bindings.Recipe.Route);
        var found = teacher.WithHead(frozen.Head, frozen.Where);
        var matched = found as MatchedModel;
        if (matched?.MisfitOfCopy(frozen.Head) is { } misfit)
            throw new ProblemException(misfit with { Where = $"{frozen.Where}: {misfit.Where}" });
        var model = (TrainedModel)(matched?.Unmatched ?? found);
        return model.Model.StateOfHead(frozen.Head);
    }

    private static ProblemException Unfit(FrozenHead frozen, string differences) =>
        new(
            new(
                "ROCL0188",
                frozen.Where,
                $"The head '{frozen.Head}' of the teacher '{frozen.Teacher}' does not fit this head: {differences}.",
                "Give the head the component and the options of the teacher's head, and an encoder of as many features."
            )
        );
}
