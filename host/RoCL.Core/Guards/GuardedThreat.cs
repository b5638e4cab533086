using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Holds a plugin's threat model to its contract on the images that an attack returned; before
/// training, <see cref="ThreatTrial"/> does it. The contracts' own norms are taken at their word.
/// </summary>
internal static class GuardedThreat
{
    private const double Tolerance = 1e-5;

    /// <summary>Whether a plugin brings a threat model.</summary>
    /// <param name="threat">The threat model.</param>
    public static bool IsOfPlugin(ThreatModel threat) => threat.GetType().Assembly != typeof(ThreatModel).Assembly;

    /// <summary>
    /// Looks at the images that an attack returned, of which <see cref="ThreatModel.Contains"/>
    /// says that they lie inside: the projection has to leave them, ROCL0391 to ROCL0395.
    /// </summary>
    /// <param name="use">The threat model, as the recipe names it.</param>
    /// <param name="threat">The threat model.</param>
    /// <param name="images">The attacked images.</param>
    /// <param name="clean">The clean images.</param>
    public static void RequireStays(ComponentUse use, ThreatModel threat, Tensor images, Tensor clean)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        RequireMember(use, threat, "attacked image", images, clean);
    }

    /// <summary>Whether the images lie inside; its own exceptions are the threat model's.</summary>
    /// <param name="use">The threat model, as the recipe names it.</param>
    /// <param name="threat">The threat model.</param>
    /// <param name="images">The images.</param>
    /// <param name="clean">The clean images.</param>
    public static bool Contains(ComponentUse use, ThreatModel threat, Tensor images, Tensor clean)
    {
        using var scope = NewDisposeScope();
        RequireDistance(use, Guard.Call(use, () => threat.Distance(images, clean)), clean);
        return Guard.Call(use, () => threat.Contains(images, clean));
    }

    /// <summary>
    /// A member lies in the box and within the radius, and its projection is the point itself:
    /// ROCL0391 to ROCL0395.
    /// </summary>
    internal static void RequireMember(ComponentUse use, ThreatModel threat, string what, Tensor point, Tensor clean)
    {
        RequireForm(use, what, point, clean);
        var range = ReturnedImages.Range(point);
        if (!range.IsWithinPixels)
            throw Attribution.Fault(use, "ROCL0393", $"The threat model's {what} has {range} instead of [0, 1].");

        var distance = Guard.Call(use, () => threat.Distance(point, clean));
        RequireDistance(use, distance, clean);
        if (!Guard.Call(use, () => threat.Contains(point, clean)))
        {
            var farthest = distance.max().item<float>().ToString(CultureInfo.InvariantCulture);
            throw Attribution.Fault(
                use,
                "ROCL0395",
                $"The threat model's distance disagrees with its projection: the {what} lies {farthest} away, "
                    + $"and the radius is {threat.Radius.ToString(CultureInfo.InvariantCulture)}."
            );
        }

        var again = Guard.Call(use, () => threat.Project(point.clone(), clean.clone()));
        RequireForm(use, "projection", again, clean);
        var moved = (again - point).abs().max().item<float>();
        if (moved > Tolerance)
        {
            throw Attribution.Fault(
                use,
                "ROCL0394",
                $"The threat model's projection moves a point of its own set by "
                    + $"{moved.ToString(CultureInfo.InvariantCulture)}: the {what}."
            );
        }
    }

    /// <summary>ROCL0391 another shape or type than the images', ROCL0392 not finite.</summary>
    internal static void RequireForm(ComponentUse use, string what, Tensor found, Tensor clean)
    {
        ReturnedTensors.RequireLive(use, found);
        if (!found.shape.SequenceEqual(clean.shape) || found.dtype != clean.dtype || found.is_sparse)
        {
            throw Attribution.Fault(
                use,
                "ROCL0391",
                $"The threat model's {what} is {ReturnedTensors.Kind(found)} {ReturnedTensors.Shape(found)} in place "
                    + $"of {ReturnedTensors.Kind(clean)} {ReturnedTensors.Shape(clean)}."
            );
        }

        if (!found.isfinite().all().item<bool>())
            throw Attribution.Fault(use, "ROCL0392", $"The threat model's {what} is not finite.");
    }

    // Infinite is farther than any radius allows; NaN and less than 0 are no distances.
    private static void RequireDistance(ComponentUse use, Tensor distance, Tensor clean)
    {
        if (!distance.shape.SequenceEqual([clean.shape[0]]))
        {
            throw Attribution.Fault(
                use,
                "ROCL0391",
                $"The threat model's distance is {ReturnedTensors.Shape(distance)} in place of [{clean.shape[0]}]."
            );
        }

        if (!distance.ge(0).all().item<bool>())
            throw Attribution.Fault(use, "ROCL0392", "The threat model's distance is negative or not a number.");
    }
}
