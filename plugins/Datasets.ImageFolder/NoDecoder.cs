namespace RoCL.Datasets.ImageFolder;

/// <summary>That the decoder cannot be loaded, which no image causes.</summary>
internal static class NoDecoder
{
    private const string Code = "ROCL0456";

    /// <summary>ROCL0456, with the reason.</summary>
    /// <param name="cause">What was thrown when the decoder was first used.</param>
    public static ProblemException Because(Exception cause) =>
        new(
            new(
                Code,
                "image-folder",
                $"The decoder of images cannot be loaded on this system: {Innermost(cause)}.",
                "Build or publish the program again on this system. The images are not at fault."
            ),
            cause
        );

    /// <summary>Whether this is why an image was not decoded.</summary>
    public static bool Is(ProblemException problem) => problem.Problem.Code == Code;

    // The outer ones say that a type was not initialized. After the first sentence, the runtime
    // advises to trace the process.
    private static string Innermost(Exception cause) =>
        cause.GetBaseException().Message.Split([". In order to", "\n"], StringSplitOptions.None)[0].Trim().TrimEnd('.');
}
