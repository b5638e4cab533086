namespace RoCL.Runs.Results;

/// <summary>
/// A few test images with their augmented views, before and after an attack: <c>examples.json</c>
/// of a run, written when an attack was measured.
/// </summary>
/// <param name="Evaluation">The evaluation's component.</param>
/// <param name="Condition">The attacked condition.</param>
/// <param name="Threat">Its threat model.</param>
/// <param name="Magnified">
/// How often the difference of two images is taken in the picture of a perturbation; no difference
/// is a medium gray.
/// </param>
/// <param name="Images">The images.</param>
public sealed record ExampleSet(
    string Evaluation,
    string Condition,
    string Threat,
    double Magnified,
    IReadOnlyList<Example> Images
);

/// <summary>One image.</summary>
/// <param name="Image">Which test image it is, from 0.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Clean">The class that it is given; none where that is not known.</param>
/// <param name="Attacked">The class that it is given under the attack.</param>
/// <param name="Pictures">The image, its views, the perturbation, the attacked image.</param>
public sealed record Example(
    int Image,
    string Label,
    string? Clean,
    string? Attacked,
    IReadOnlyList<ExamplePicture> Pictures
);

/// <summary>A picture.</summary>
/// <param name="Kind">
/// <c>image</c>, <c>view</c>, <c>perturbation</c> or <c>attacked</c>.
/// </param>
/// <param name="Name">The view's name; none of other kinds.</param>
/// <param name="Png">A PNG file, in base 64.</param>
public sealed record ExamplePicture(string Kind, string? Name, string Png);
