namespace RoCL.Contracts;

/// <summary>
/// The subsets that no data set has: what <see cref="Subset"/> throws, each with its code and
/// remedy.
/// </summary>
internal static class SubsetProblems
{
    public static ProblemException TooMany(long wanted, long available) =>
        Refused(
            "ROCL0114",
            $"{wanted} images are wanted, and there are {available}.",
            $"Take {available} images or fewer."
        );

    public static ProblemException TooManyOfClass(string name, int wanted, int available) =>
        Refused(
            "ROCL0114",
            $"{wanted} images of the class '{name}' are wanted, and there are {available}.",
            "Take fewer images."
        );

    public static ProblemException UnknownClass(string name, IReadOnlyList<string> classes) =>
        Refused(
            "ROCL0124",
            $"The data has no class '{name}'.",
            $"Take some of its classes: {string.Join(", ", classes)}."
        );

    public static ProblemException RepeatedClass(string name) =>
        Refused("ROCL0124", $"The class '{name}' is named twice.", "Name each class once.");

    public static ProblemException Empty(string what) => Refused("ROCL0125", what, "Take at least one image.");

    public static ProblemException NoImageOf(IReadOnlyList<string> names) =>
        Empty($"No image belongs to {string.Join(", ", names.Select(name => $"'{name}'"))}.");

    public static ProblemException Unlabelled() =>
        Refused(
            "ROCL0126",
            "The images have no labels, so they cannot be selected by class.",
            "Take labelled data, or select no classes."
        );

    private static ProblemException Refused(string code, string what, string remedy) =>
        new(new(code, "images", what, remedy));
}
