using Fidelity.Tests.Reference;

namespace Fidelity.Tests.Networks;

/// <summary>Fills modules from golden tensors of the same names.</summary>
internal static class ModuleWeights
{
    /// <summary>
    /// Copies <c>prefix.name</c> into every parameter and running statistic; what counts batches
    /// keeps its value.
    /// </summary>
    public static void Load(nn.Module module, Golden golden, string prefix)
    {
        using var quiet = no_grad();
        foreach (var (name, weight) in module.state_dict())
        {
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                weight.copy_(golden[$"{prefix}.{name}"]);
        }
    }
}
