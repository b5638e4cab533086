using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>A few images with their views, the perturbation, and what they are taken for.</summary>
internal static class ExamplesPart
{
    /// <summary>The section; none where an attack was never measured.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source)
    {
        if (source.Examples is not { Images.Count: > 0 } examples)
            return null;
        var kinds = examples.Images[0].Pictures;
        return Section(
            "examples",
            "Images before and after the attack",
            Tag.Of(
                "p",
                $"Test images under {examples.Condition}: of each class the first that the attack makes wrong, or else "
                    + "the first. Views are augmented as in training. What the attack added is "
                    + $"{Numbers.Short(examples.Magnified)} times magnified around a medium gray."
            ),
            Styled(
                "div",
                "scroll",
                Styled(
                    "table",
                    "examples",
                    Tag.Of("thead", Tag.Of("tr", Tag.Of("th", "class"), kinds.Select(kind => Title(kind, examples)))),
                    Tag.Of("tbody", examples.Images.Select(Row))
                )
            )
        );
    }

    private static XElement Title(ExamplePicture picture, ExampleSet examples) =>
        Tag.Of("th", With("scope", "col"), Words(picture, $" × {Numbers.Short(examples.Magnified)}"));

    private static XElement Row(Example example) =>
        Tag.Of(
            "tr",
            Tag.Of("th", With("scope", "row"), example.Label),
            example.Pictures.Select(picture => Cell(example, picture))
        );

    private static XElement Cell(Example example, ExamplePicture picture) =>
        Tag.Of(
            "td",
            Tag.Of(
                "img",
                With("src", $"data:image/png;base64,{picture.Png}"),
                With("alt", $"{Words(picture, "")} of test image {example.Image}, {example.Label}"),
                With("width", "64"),
                With("height", "64")
            ),
            Verdict(example, picture)
        );

    private static XElement? Verdict(Example example, ExamplePicture picture)
    {
        var given = picture.Kind switch
        {
            "image" => example.Clean,
            "attacked" => example.Attacked,
            _ => null,
        };
        if (given is null)
            return null;
        var verdict = given == example.Label ? "right" : "wrong";
        return Styled("span", verdict, given);
    }

    private static string Words(ExamplePicture picture, string scale) =>
        picture.Kind switch
        {
            "image" => "image",
            "view" => $"view {picture.Name}",
            "perturbation" => $"added{scale}",
            _ => "attacked",
        };
}
