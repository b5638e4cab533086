using RoCL.Core.Models;

namespace RoCL.Core.Training;

/// <summary>Gradients are scaled down where all of them together are too long.</summary>
internal static class Clipping
{
    private const double Epsilon = 1e-6;

    /// <summary>
    /// Scales every gradient by largest / (norm + 1e-6), as PyTorch does, where that is below 1.
    /// Reference: Pascanu et al. 2013, arXiv:1211.5063.
    /// </summary>
    /// <param name="model">The model, with its gradients.</param>
    /// <param name="largest">
    /// The largest norm; <see langword="null"/> where gradients stay as they are.
    /// </param>
    /// <param name="norm">The norm of all gradients together.</param>
    public static void Apply(Model model, double? largest, double norm)
    {
        var factor = (largest ?? double.PositiveInfinity) / (norm + Epsilon);
        if (factor >= 1)
            return;
        using var quiet = no_grad();
        foreach (var parameter in model.Parameters.Values)
            parameter.grad?.mul_(factor);
    }
}
