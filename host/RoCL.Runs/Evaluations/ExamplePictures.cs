using RoCL.Core.Evaluation;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Results;
using TorchSharp;

namespace RoCL.Runs.Evaluations;

/// <summary>Makes the pictures of an evaluation's examples.</summary>
internal static class ExamplePictures
{
    private const float Gray = 0.5f;

    /// <summary>The pictures; none where no attack was measured.</summary>
    /// <param name="evaluation">The evaluation's component.</param>
    /// <param name="plan">The recipe, which says what views there are.</param>
    /// <param name="records">What was found image by image.</param>
    /// <exception cref="ProblemException">An augmentation failed.</exception>
    public static ExampleSet? Of(string evaluation, Plan plan, ImageRecords records)
    {
        if (records.Examples is not { } examples)
            return null;
        using var scope = torch.NewDisposeScope();
        var difference = examples.Attacked - examples.Clean;
        var largest = difference.abs().max().item<float>();
        var magnified = Math.Max(1, Math.Floor(Gray / Math.Max(largest, 1e-3)));
        var perturbation = Gray + magnified * difference;
        var views = ExampleViews.Of(plan, examples.Clean);
        var images = examples.Rows.Select((image, row) => Of(image, row));
        return new(evaluation, examples.Condition, $"{examples.Attack.Threat}", magnified, [.. images]);

        Example Of(int image, int row) =>
            new(
                image,
                LabelOf(examples.Test, image),
                ClassOf(examples.Test, records, examples.Attack.Clean.Name, image),
                ClassOf(examples.Test, records, examples.Condition, image),
                [
                    new("image", null, PngPicture.Of(examples.Clean[row])),
                    .. views.Select(view => new ExamplePicture("view", view.Key, PngPicture.Of(view.Value[row]))),
                    new("perturbation", null, PngPicture.Of(perturbation[row])),
                    new("attacked", null, PngPicture.Of(examples.Attacked[row])),
                ]
            );
    }

    private static string LabelOf(IImages test, int image) => test.Classes[(int)test.Labels![image].item<long>()];

    private static string? ClassOf(IImages test, ImageRecords records, string condition, int image)
    {
        var predicted = records.Predicted.GetValueOrDefault(condition, []);
        if (image >= predicted.Length)
            return null;
        return predicted[image] < test.Classes.Count ? test.Classes[predicted[image]] : $"class {predicted[image]}";
    }
}
