using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>Which parts of a model begin with other weights.</summary>
internal static class TakenParts
{
    private const string Encoder = "encoder.";

    /// <summary>
    /// The first head with an output for each class among them; <see langword="null"/> where none
    /// is.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="init">The asked parts.</param>
    public static string? Classifier(Model model, Init init) =>
        ClassHeads.In(model).FirstOrDefault(head => Has(model, init, $"heads.{head}."));

    /// <summary>Whether something of the encoder is among them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="init">The asked parts.</param>
    public static bool HasEncoder(Model model, Init init) => Has(model, init, Encoder);

    private static bool Has(Model model, Init init, string network) =>
        model.Parameters.Keys.Any(name =>
            name.StartsWith(network, StringComparison.Ordinal) && init.Parts.Any(part => Init.Has(part, name))
        );
}
