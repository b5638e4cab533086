using RoCL.Core;

namespace RoCL.Library;

/// <summary>The recipes that the package holds.</summary>
internal static class ShippedRecipes
{
    private const string Prefix = "recipes/";
    private const string Suffix = ".json";

    /// <summary>A recipe's text; ROCL0843 where there is none of the name.</summary>
    /// <param name="name">Such as <c>rocl</c>.</param>
    /// <param name="asking">The recipe that extends it.</param>
    public static Result<string> Text(string name, string asking)
    {
        using var resource = typeof(ShippedRecipes).Assembly.GetManifestResourceStream($"{Prefix}{name}{Suffix}");
        if (resource is null)
            return Unknown(name, asking);
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static Problem Unknown(string name, string asking)
    {
        var names = typeof(ShippedRecipes)
            .Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(resource => resource[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)
            .ToList();
        var remedy = Nearest.To(name, names) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : $"Take one of: {string.Join(", ", names)}.";
        return new("ROCL0843", $"{asking}: extends", $"No shipped recipe is called \"{name}\".", remedy);
    }
}
