using System.Globalization;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Recipes;

/// <summary>Evaluations on so few images that an accuracy says little: ROCL0846.</summary>
internal static class FewImages
{
    private const long Few = 200;

    // A trial on a handful of images is meant as one.
    private const long RealTraining = 1000;
    private const double HalfWidthInDeviations = 1.96;

    /// <summary>The warning; none where there are enough, or nothing is measured.</summary>
    /// <param name="job">The run.</param>
    public static IEnumerable<Problem> Of(Job job)
    {
        if (job.Recipe.Evaluations.IsEmpty || job.Train.Count < RealTraining || job.Test.Count >= Few)
            yield break;
        var reach = 100 * HalfWidthInDeviations * Math.Sqrt(0.25 / job.Test.Count);
        yield return new(
            "ROCL0846",
            $"{job.Recipe.Source}: images",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Evaluations measure on {job.Test.Count} images, where an accuracy is known to ±{reach:0} points."
            ),
            job.Recipe.Images.MeasureOn is MeasuredOn.Validation
                ? "Hold out 200 images or more by images.validation."
                : "Measure on 200 images or more, such as all test images: leave images.test out."
        );
    }
}
