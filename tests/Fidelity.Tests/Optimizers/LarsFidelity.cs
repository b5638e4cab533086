using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Optimizers.Standard;

namespace Fidelity.Tests.Optimizers;

/// <summary>
/// LARS around SGD, step by step; a zero weight and a zero gradient are among them.
/// </summary>
public sealed class LarsFidelity
{
    private const string Initial = "initial.";

    [GoldenFiles("lars")]
    public void Every_step_of_LARS_agrees(string name)
    {
        var golden = Golden.Open(name);
        var lars = new Lars(
            golden.Number("lr"),
            golden.Number("momentum"),
            golden.Number("weight_decay"),
            golden.Number("trust_coefficient"),
            golden.Number("eps")
        );
        var parameters = golden.NamesFrom(Initial).Select(tensor => tensor[Initial.Length..]).ToList();
        var steps = golden.NamesFrom("step.").Count / parameters.Count;
        foreach (var parameter in parameters)
        {
            var weights = golden[$"{Initial}{parameter}"].clone();
            var state = lars.Start(weights);
            for (var step = 0; step < steps; step++)
            {
                lars.Move(weights, golden[$"grad.{step}.{parameter}"], state, lars.Lr);
                Agreement.Relative(
                    weights,
                    golden[$"step.{step}.{parameter}"],
                    1e-5,
                    $"parameter {parameter} after step {step}"
                );
            }
        }
    }
}
