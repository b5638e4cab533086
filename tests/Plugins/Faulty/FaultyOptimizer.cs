namespace Lab.Faulty;

/// <summary>Gradient descent with the arithmetic of sgd, sound until it misbehaves.</summary>
/// <param name="Lr">The learning rate.</param>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many steps.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-optimizer", "Gradient descent with momentum")]
public sealed record FaultyOptimizer(double Lr = 0.01, string Kind = "", int After = 2, string Repaired = "")
    : IOptimizer
{
    private const string Velocity = "velocity";

    private nint _firstParameter;
    private int _steps;

    double IOptimizer.Lr => Now == "lr" ? double.NaN : Lr;

    private string Now => File.Exists(Repaired) ? "" : Kind;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
        Now switch
        {
            "start null" => null!,
            "start name" => new Dictionary<string, Tensor> { ["a b"] = zeros_like(parameter) },
            _ => new Dictionary<string, Tensor> { [Velocity] = zeros_like(parameter) },
        };

    /// <inheritdoc/>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        Count(parameter);
        var velocity = state[Velocity].mul_(0.9).add_(gradient.add(parameter, alpha: 1e-6));
        parameter.add_(velocity, alpha: -rate);
        if (_steps <= After)
            return;
        switch (Now)
        {
            case "nan":
                parameter.fill_(double.NaN);
                break;
            case "state nan":
                velocity.fill_(double.NaN);
                break;
            case "shape":
                velocity.set_(zeros(1));
                break;
            case "disposes":
                velocity.Dispose();
                break;
            case "writes":
                gradient.zero_();
                break;
            default:
                new Fault(Kind, 0, Repaired).In(Now, zeros(1));
                break;
        }
    }

    // A step moves each parameter once.
    private void Count(Tensor parameter)
    {
        if (_firstParameter == 0)
            _firstParameter = parameter.Handle;
        if (_firstParameter == parameter.Handle)
            _steps++;
    }
}
