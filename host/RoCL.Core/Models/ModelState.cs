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
            .Concat(model.Teachers.Parameters)
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
    /// The number of tensors; when any of these differ, ROCL0610, or where that is so of one part
    /// alone, ROCL0187 teachers, ROCL0385 the optimizer's state, ROCL0377 that of a loss or an
    /// attack; and nothing was changed.
    /// </returns>
    public static Result<int> Restore(this Model model, IReadOnlyDictionary<string, Tensor> saved, string where)
    {
        var own = model.State;
        var tensors = model.States.AreKept ? saved : Only(saved, name => !IsOfStates(name));
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
        if (Differences(IsOfNetworks) is not null)
        {
            // No recipe changes types alone.
            var remedy = Mismatch.IsOfTypes(Only(model.State, IsOfNetworks), Only(saved, IsOfNetworks))
                ? "Restore the file from a copy, or go on from an earlier checkpoint."
                : "Use the recipe that it was trained by.";
            return new Problem("ROCL0610", where, mismatch, remedy);
        }

        if (Differences(IsOfTeachers) is { } ofTeachers)
        {
            return new Problem(
                "ROCL0187",
                where,
                $"The saved weights of the teachers are not those of this recipe's: {ofTeachers}.",
                "Use the recipe that it was trained by, with the same teachers and weights."
            );
        }

        if (Differences(IsOfOptimizer) is { } ofOptimizer)
        {
            return new Problem(
                "ROCL0385",
                $"{model.Optimizer.Place}, {where}",
                $"The saved state of the optimizer is not its own: {ofOptimizer}.",
                "Take the plugin that the run was trained with, or start anew with another --out."
            );
        }

        return OtherState(model, where, Differences(IsOfStates)!);

        string? Differences(Func<string, bool> some) =>
            Mismatch.Differences(Only(model.State, some), Only(saved, some));
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

    private static bool IsOfTeachers(string name) => name.StartsWith(ModelTeachers.Prefix, StringComparison.Ordinal);

    private static bool IsOfOptimizer(string name) => name.StartsWith(OptimizerState.Prefix, StringComparison.Ordinal);

    private static bool IsOfStates(string name) => name.StartsWith(ModelStates.Prefix, StringComparison.Ordinal);

    private static bool IsOfNetworks(string name) => !IsOfTeachers(name) && !IsOfOptimizer(name) && !IsOfStates(name);

    private static ImmutableSortedDictionary<string, Tensor> Only(
        IReadOnlyDictionary<string, Tensor> tensors,
        Func<string, bool> some
    ) => tensors.Where(named => some(named.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
