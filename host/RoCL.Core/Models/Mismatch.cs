namespace RoCL.Core.Models;

/// <summary>How the tensors of a file and of a model differ.</summary>
internal static class Mismatch
{
    private const int MostListed = 5;

    /// <summary>
    /// A sentence about the first few differences in names, shapes and element types, and in the
    /// normalisation's numbers; <see langword="null"/> where there are none.
    /// </summary>
    public static string? Of(IReadOnlyDictionary<string, Tensor> model, IReadOnlyDictionary<string, Tensor> file) =>
        Differences(model, file) is { } differences
            ? $"The saved weights are not those of this recipe's model: {differences}."
            : null;

    /// <summary>The first few differences themselves.</summary>
    public static string? Differences(
        IReadOnlyDictionary<string, Tensor> model,
        IReadOnlyDictionary<string, Tensor> file
    )
    {
        var differences = model
            .Keys.Union(file.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => Of(name, model.GetValueOrDefault(name), file.GetValueOrDefault(name)))
            .OfType<string>()
            .ToList();
        var more = differences.Count > MostListed ? $"; and {differences.Count - MostListed} more" : "";
        return differences.Count == 0 ? null : $"{string.Join("; ", differences.Take(MostListed))}{more}";
    }

    /// <summary>Whether names and shapes are the same, and an element type is not.</summary>
    public static bool IsOfTypes(IReadOnlyDictionary<string, Tensor> model, IReadOnlyDictionary<string, Tensor> file)
    {
        var fits = model.All(mine =>
            file.TryGetValue(mine.Key, out var saved) && saved.shape.SequenceEqual(mine.Value.shape)
        );
        return fits && model.Any(mine => file[mine.Key].dtype != mine.Value.dtype);
    }

    private static string? Of(string name, Tensor? model, Tensor? file) =>
        (model, file) switch
        {
            (null, { } only) => $"{name} {Shape(only)} is not in the model",
            ({ } only, null) => $"{name} {Shape(only)} is not in the file",
            ({ } mine, { } theirs) when !mine.shape.SequenceEqual(theirs.shape) =>
                $"{name} is {Shape(theirs)} in the file and {Shape(mine)} in the model",
            ({ } mine, { } theirs) when mine.dtype != theirs.dtype =>
                $"{name} is of type {theirs.dtype} in the file and {mine.dtype} in the model",
            // The recipe says it, and a model that took over another one would not be the recipe's.
            ({ } mine, { } theirs) when Normalized.IsOwn(name) => Normalized.Difference(name, mine, theirs),
            _ => null,
        };

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
