namespace Shared.Toys;

/// <summary>
/// An optimizer with a fault that a plugin may have, once its parameters have moved a step.
/// </summary>
/// <param name="Kind">Which fault.</param>
/// <param name="Lr">The learning rate.</param>
/// <param name="Memory">The name of its state.</param>
[Component("toy-fault-optimizer", "Moves as gradient descent does, and then does what it must not")]
public sealed record ToyFaultOptimizer(string Kind = "", double Lr = 0.05, string Memory = "memory") : IOptimizer
{
    double IOptimizer.Lr => Kind == "lr" ? double.NaN : Lr;

    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter)
    {
        var memory = zeros_like(parameter, requires_grad: false);
        if (Kind == "start-disposed")
            memory.Dispose();
        return Kind switch
        {
            "start-name" => new Dictionary<string, Tensor> { ["a.b"] = memory },
            "start-null" => null!,
            "start-gradient" => new Dictionary<string, Tensor> { [Memory] = memory.requires_grad_() },
            _ => new Dictionary<string, Tensor> { [Memory] = memory },
        };
    }

    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var memory = state[Memory].add_(1);
        parameter.add_(gradient, alpha: -rate);
        // Only the last parameters of the model: others have been moved before.
        if (parameter.dim() != 2)
            return;
        switch (Kind)
        {
            case "throw":
                throw new InvalidOperationException("out of ideas");
            case "nan":
                parameter.fill_(double.NaN);
                break;
            case "state-nan":
                memory.fill_(double.PositiveInfinity);
                break;
            case "shape":
                memory.set_(zeros(1));
                break;
            case "dispose":
                memory.Dispose();
                break;
            case "dispose-gradient":
                gradient.Dispose();
                break;
        }
    }
}

/// <summary>Learning rates that there must not be, from a step on.</summary>
/// <param name="Kind">Which fault.</param>
/// <param name="From">The step.</param>
[Component("toy-fault-rate", "Gives the learning rate, and then what it must not")]
public sealed record ToyFaultRate(string Kind = "", int From = 1) : ILearningRate
{
    public double At(double lr, Moment moment) =>
        moment.Step < From
            ? lr
            : Kind switch
            {
                "nan" => double.NaN,
                "infinite" => double.PositiveInfinity,
                "negative" => -lr,
                "throw" => throw new InvalidOperationException("out of time"),
                _ => lr,
            };
}
