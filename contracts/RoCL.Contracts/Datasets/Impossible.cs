namespace RoCL.Contracts;

/// <summary>
/// Parts that no data set has: what <see cref="Subset"/> throws, each with its code and remedy.
/// </summary>
internal static class Impossible
{
    public static ProblemException TooMany(string what) => Part("ROCL0114", what, "Take fewer.");

    public static ProblemException NoClass(string what, string remedy) => Part("ROCL0124", what, remedy);

    public static ProblemException Unknown(string name, IReadOnlyList<string> classes) =>
        NoClass(
            $"there is no class '{name}'.",
            Nearest.To(name, classes) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"There are: {string.Join(", ", classes)}."
        );

    public static ProblemException Empty(string what) => Part("ROCL0125", what, "Take a part of at least one image.");

    public static ProblemException Unlabelled() =>
        Part("ROCL0126", "classes are asked for, and the images have no labels.", "Take labelled data.");

    private static ProblemException Part(string code, string what, string remedy) =>
        new(new(code, "images", what, remedy));
}
