namespace RoCL.Core.Models;

/// <summary>
/// What is done with the whole state of a model: it is looked through, or replaced.
/// </summary>
public static class ModelState
{
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
    /// Takes over saved tensors. Names and shapes have to be the model's own, all of them.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="saved">The tensors, by name.</param>
    /// <param name="where">Where they come from, as messages name it.</param>
    /// <returns>
    /// The number of tensors; when names or shapes differ, ROCL0610, ROCL0187 where that is so of
    /// teachers, or ROCL0385 of the optimizer's state alone, and nothing was changed.
    /// </returns>
    public static Result<int> Restore(this Model model, IReadOnlyDictionary<string, Tensor> saved, string where)
    {
        var own = model.State;
        if (Mismatch.Of(own, saved) is { } mismatch)
            return Refused(model, saved, where, mismatch);
        using var quiet = no_grad();
        foreach (var (name, mine) in own)
            mine.copy_(saved[name]);
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
            return new Problem("ROCL0610", where, mismatch, "Use the recipe that it was trained by.");
        if (Differences(IsOfTeachers) is { } ofTeachers)
        {
            return new Problem(
                "ROCL0187",
                where,
                $"The saved weights of the teachers are not those of this recipe's: {ofTeachers}.",
                "Use the recipe that it was trained by, with the same teachers and weights."
            );
        }

        return new Problem(
            "ROCL0385",
            $"{model.Optimizer.Place}, {where}",
            $"The saved state of the optimizer is not its own: {Mismatch.Differences(model.State, saved)}.",
            "Take the plugin that the run was trained with, or start anew with another --out."
        );

        string? Differences(Func<string, bool> some) =>
            Mismatch.Differences(Only(model.State, some), Only(saved, some));
    }

    private static bool IsOfTeachers(string name) => name.StartsWith(ModelTeachers.Prefix, StringComparison.Ordinal);

    private static bool IsOfNetworks(string name) =>
        !IsOfTeachers(name) && !name.StartsWith(OptimizerState.Prefix, StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, Tensor> Only(
        IReadOnlyDictionary<string, Tensor> tensors,
        Func<string, bool> some
    ) => tensors.Where(named => some(named.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
