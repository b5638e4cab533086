namespace RoCL.Core.Models;

/// <summary>Whether numbers are finite.</summary>
internal static class FiniteNumbers
{
    /// <summary>Whether every number of a tensor is finite.</summary>
    /// <param name="tensor">Any tensor; whole numbers are finite.</param>
    public static bool All(Tensor tensor)
    {
        if (!tensor.is_floating_point())
            return true;
        using var scope = NewDisposeScope();
        // One pass without a copy; a sum that overflows is looked at again.
        return double.IsFinite(tensor.detach().sum().to(ScalarType.Float64).item<double>())
            || tensor.isfinite().all().item<bool>();
    }
}
