namespace RoCL.Optimizers.Standard;

/// <summary>The step that Adam and AdamW share, in PyTorch's order of operations.</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Epsilon">ε.</param>
internal readonly record struct AdaptiveMoments(double Beta1, double Beta2, double Epsilon)
{
    private const string Mean = "mean";
    private const string Square = "square";
    private const string Step = "step";

    /// <summary>Moments of zero, and no step yet.</summary>
    /// <param name="parameter">The parameter.</param>
    public static Dictionary<string, Tensor> Start(Tensor parameter) =>
        new()
        {
            [Mean] = zeros_like(parameter, requires_grad: false),
            [Square] = zeros_like(parameter, requires_grad: false),
            [Step] = zeros([], ScalarType.Int64, CPU),
        };

    /// <summary>Moves a parameter along its moments.</summary>
    /// <param name="parameter">Changed in place.</param>
    /// <param name="gradient">Of the parameter's shape.</param>
    /// <param name="state">As <see cref="Start"/> gave it; changed in place.</param>
    /// <param name="rate">The step's learning rate.</param>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var mean = state[Mean].lerp_(gradient, 1 - Beta1);
        var square = state[Square].mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var step = state[Step].add_(1).item<long>();

        var meanCorrection = 1 - Math.Pow(Beta1, step);
        var squareCorrection = 1 - Math.Pow(Beta2, step);
        var spread = square.sqrt().div_(Math.Sqrt(squareCorrection)).add_(Epsilon);
        parameter.addcdiv_(mean, spread, -rate / meanCorrection);
    }
}
