using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>Why a model cannot begin with saved weights.</summary>
internal static class InitialMisfit
{
    private const int MostListed = 5;

    /// <summary>ROCL0163: a part that the model does not have.</summary>
    public static Problem UnknownPart(Init init, string part, Model model) =>
        new(
            "ROCL0163",
            $"{init.From.Where}: {init.From.Run}",
            $"The model has no part '{part}' that could begin with other weights.",
            $"Name some of: {string.Join(", ", model.Heads.Select(head => $"heads.{head}").Prepend("encoder"))}, "
                + "or a pattern such as encoder.layer1.*."
        );

    /// <summary>ROCL0165: several networks that fit equally well.</summary>
    public static Problem Ambiguous(Init init, SourceNames found) =>
        new(
            "ROCL0165",
            $"{init.From.Where}: {init.From.Run}",
            $"Several networks there would fit: {string.Join(", ", found.Others.Prepend(found.Prefix))}.",
            "Save one of them in a file of its own."
        );

    /// <summary>ROCL0164: tensors that are missing or have other shapes.</summary>
    /// <param name="init">What the recipe asks for.</param>
    /// <param name="misfits">What is wrong, tensor by tensor.</param>
    /// <param name="fitting">How many tensors fit.</param>
    public static Problem DoesNotFit(Init init, List<string> misfits, int fitting) =>
        new(
            "ROCL0164",
            $"{init.From.Where}: {init.From.Run}",
            $"The saved weights do not fit the model, and none is taken: {Listed(misfits)}. {fitting} tensors fit.",
            "Take the encoder and the heads that were saved (torchvision's ResNets need \"stem\": \"imagenet\") and "
                + "images of as many channels, or name fewer parts."
        );

    /// <summary>
    /// ROCL0164: all tensors are there in their shapes, and numbers in them are none that training
    /// leads to.
    /// </summary>
    /// <param name="init">What the recipe asks for.</param>
    /// <param name="damages">What is wrong, tensor by tensor.</param>
    /// <param name="sound">How many tensors are sound.</param>
    public static Problem IsDamaged(Init init, List<string> damages, int sound) =>
        new(
            "ROCL0164",
            $"{init.From.Where}: {init.From.Run}",
            $"The saved weights are damaged, and none is taken: {Listed(damages)}. {sound} tensors are sound.",
            "Names and shapes are the model's, so another architecture is no remedy: export the weights again, and "
                + "look at the program that wrote them."
        );

    private static string Listed(List<string> misfits)
    {
        var more = misfits.Count > MostListed ? $"; and {misfits.Count - MostListed} more" : "";
        return $"{string.Join("; ", misfits.Take(MostListed))}{more}";
    }
}
