using RoCL.Core.Components;

namespace RoCL.Core.Evaluation;

/// <summary>What an evaluation can ask of its bench in vain.</summary>
internal static class BenchProblems
{
    /// <summary>ROCL0510: the images that are measured on have no labels.</summary>
    /// <param name="evaluation">The evaluation that classifies them.</param>
    public static Problem NoLabels(ComponentUse evaluation) =>
        new("ROCL0510", evaluation.Where, "The images have no labels.", "Take labelled data.");

    /// <summary>ROCL0511: the trained model has no head of that name.</summary>
    /// <param name="evaluation">The evaluation that asks.</param>
    /// <param name="name">The name.</param>
    /// <param name="heads">The heads that the model has.</param>
    public static Problem NoHead(ComponentUse evaluation, string name, IReadOnlyList<string> heads) =>
        new(
            "ROCL0511",
            evaluation.Where,
            $"The trained model has no head '{name}'.",
            heads.Count == 0 ? "It has none." : $"It has: {string.Join(", ", heads)}."
        );

    /// <summary>ROCL0512: images of another number of channels than the encoder's.</summary>
    /// <param name="evaluation">The evaluation that brings the images.</param>
    /// <param name="images">Their shape.</param>
    /// <param name="trained">The shape that the encoder was trained on.</param>
    public static Problem OtherChannels(ComponentUse evaluation, ImageShape images, ImageShape trained) =>
        new(
            "ROCL0512",
            evaluation.Where,
            $"The images have {images.Channels} channel(s), and the encoder was trained on {trained.Channels}.",
            "Take data of the same channels."
        );
}
