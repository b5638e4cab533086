using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Optimizers.Standard;

namespace Fidelity.Tests.Optimizers;

/// <summary>PyTorch's optimizers, step by step, each step at a rate of its own.</summary>
public sealed class OptimizerFidelity
{
    private const string Start = "start.";
    private const double Tolerance = 1e-5;

    [GoldenFiles("optimizer_")]
    public void Every_step_agrees(string name)
    {
        var golden = Golden.Open(name);
        var optimizer = Optimizer(golden);
        var rates = golden["rate"].data<double>().ToArray();
        Assert.That(rates, Has.Length.EqualTo(golden.Whole("steps")));

        foreach (var parameter in golden.NamesFrom(Start).Select(tensor => tensor[Start.Length..]))
        {
            var weights = golden[$"{Start}{parameter}"].clone();
            var state = optimizer.Start(weights);
            var compared = 0;
            for (var step = 0; step < rates.Length; step++)
            {
                optimizer.Move(weights, golden[$"gradient.{step}.{parameter}"], state, rates[step]);
                var after = $"after.{step}.{parameter}";
                if (!golden.Names.Contains(after))
                    continue;
                Agreement.Relative(weights, golden[after], Tolerance, after);
                compared++;
            }
            Assert.That(compared, Is.Positive, "a step to compare with");
        }
    }

    // The file's name says which optimizer it is of.
    private static IOptimizer Optimizer(Golden golden) =>
        golden.Name.Split('_')[1] switch
        {
            "sgd" => new Sgd(
                golden.Number("lr"),
                golden.Number("momentum"),
                golden.Number("weight_decay"),
                golden.Flag("nesterov")
            ),
            "adam" => new Adam(
                golden.Number("lr"),
                golden.Number("beta1"),
                golden.Number("beta2"),
                golden.Number("weight_decay"),
                golden.Number("epsilon")
            ),
            "adamw" => new AdamW(
                golden.Number("lr"),
                golden.Number("beta1"),
                golden.Number("beta2"),
                golden.Number("weight_decay"),
                golden.Number("epsilon")
            ),
            var other => throw new AssertionException($"no test knows the optimizer '{other}'"),
        };
}
