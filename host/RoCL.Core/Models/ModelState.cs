namespace RoCL.Core.Models;

/// <summary>
/// What is done with the whole state of a model: it is looked through, or replaced.
/// </summary>
public static class ModelState
{
    /// <summary>All that a checkpoint holds, by name.</summary>
    /// <param name="model">The model.</param>
    internal static ImmutableSortedDictionary<string, Tensor> Of(Model model) =>
        model
            .Parameters.Concat(model.Buffers)
            .Concat(model.Optimizer.Tensors)
            .Concat(model.States.Tensors)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The name of the first tensor of the state that is not finite; <see langword="null"/> where
    /// all are.
    /// </summary>
    /// <param name="model">The model.</param>
    public static string? FindNotFinite(this Model model)
    {
        using var quiet = no_grad();
        return model.State.FirstOrDefault(named => !FiniteNumbers.All(named.Value)).Key;
    }

    /// <summary>
    /// The size of the states of losses and attacks: in memory, and in each checkpoint.
    /// </summary>
    /// <param name="model">The model.</param>
    public static long StateBytes(this Model model) => model.States.Bytes;

    /// <summary>
    /// Takes over saved tensors. Names, shapes and types have to be the model's own, all of them;
    /// states of losses and attacks are left out where the model holds none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="saved">The tensors, by name.</param>
    /// <param name="where">Where they come from, as messages name it.</param>
    /// <returns>
    /// The number of tensors; when any of these differ, ROCL0610, or where that is so of some
    /// component's state alone, ROCL0385 the optimizer's, ROCL0377 that of a loss or an attack; and
    /// nothing was changed.
    /// </returns>
    public static Result<int> Restore(this Model model, IReadOnlyDictionary<string, Tensor> saved, string where)
    {
        var own = model.State;
        var tensors = model.States.AreKept ? saved : Without(saved, ModelStates.Prefix);
        if (Mismatch.Of(own, tensors) is { } mismatch)
            return Refused(model, tensors, where, mismatch);
        using var quiet = no_grad();
        foreach (var (name, mine) in own)
            mine.copy_(tensors[name]);
        return own.Count;
    }

    private static Problem Refused(
        Model model,
        IReadOnlyDictionary<string, Tensor> saved,
        string where,
        string mismatch
    )
    {
        var own = Without(model.State, ModelStates.Prefix);
        var savedModel = Without(saved, ModelStates.Prefix);
        if (Mismatch.Differences(own, savedModel) is not { } differences)
            return OtherState(model, where, Mismatch.Differences(model.State, saved)!);
        var ofNetworks = Mismatch.Of(Without(own, OptimizerState.Prefix), Without(savedModel, OptimizerState.Prefix));
        return ofNetworks is null
            ? new Problem(
                "ROCL0385",
                $"{model.Optimizer.Place}, {where}",
                $"The saved state of the optimizer is not its own: {differences}.",
                "Take the plugin that the run was trained with, or start anew with another --out."
            )
            : new Problem("ROCL0610", where, mismatch, "Use the recipe that it was trained by.");
    }

    private static Problem OtherState(Model model, string where, string differences)
    {
        var places = model.States.Places;
        return new(
            "ROCL0377",
            places.Length == 0 ? where : $"{places}, {where}",
            $"The saved state of a loss or an attack is not its own: {differences}.",
            "Take the plugin, the recipe and the images that the run was trained with, or start anew with another "
                + "--out."
        );
    }

    private static ImmutableSortedDictionary<string, Tensor> Without(
        IReadOnlyDictionary<string, Tensor> tensors,
        string prefix
    ) =>
        tensors
            .Where(named => !named.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
