namespace Lab.Faulty;

/// <summary>
/// The nearest class mean, attacked where an attack is given; with a result that may be wrong.
/// </summary>
/// <param name="Kind">What is wrong with the result; empty for nothing.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
/// <param name="Attack">An attack inside linf 0.1.</param>
/// <param name="Measurement">A further test.</param>
[Component("faulty-evaluation", "An untrained classifier")]
public sealed record FaultyEvaluation(
    string Kind = "",
    string Repaired = "",
    IAttack? Attack = null,
    IMeasurement? Measurement = null
) : IEvaluation
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        var now = File.Exists(Repaired) ? "" : Kind;
        using var scope = NewDisposeScope();
        using var encoder = bench.Encoder();
        using var classifier = bench.LinearClassifier();
        if (now.StartsWith("fits", StringComparison.Ordinal))
            bench.Fit("classifier", classifier, new(1, 16, 0.1), _ => Loss(now, classifier, bench.Features));

        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        nn.Module<Tensor, Tensor> measured = now switch
        {
            "no logits" => nn.Flatten(0),
            "nan logits" => new Nan(),
            _ => network,
        };
        var conditions = bench.Measure(
            new Classifier(measured, 16),
            Attack,
            [new LInf(0.1)],
            Measurement is null ? [] : [Measurement]
        );
        return now switch
        {
            "throws" => throw new InvalidOperationException("out of ideas"),
            "cancels" => throw new TaskCanceledException("the server took too long"),
            "null" => null!,
            "nothing" => new("nothing", []),
            "twice" => new("twice", [conditions[0], conditions[0]]),
            "short" => new("short", [conditions[0] with { Correct = [true] }]),
            _ => new("sound", conditions),
        };
    }

    private static Tensor Loss(string now, nn.Module<Tensor, Tensor> classifier, int features) =>
        now switch
        {
            "fits detached" => classifier.call(zeros(4, features)).sum().detach(),
            "fits nothing" => null!,
            "fits and throws" => throw new InvalidOperationException("out of ideas"),
            _ => Written(classifier.call(ones(4, features)).exp()),
        };

    private static Tensor Written(Tensor raised)
    {
        var loss = raised.sum();
        raised.mul_(2);
        return loss;
    }

    private sealed class Nan() : nn.Module<Tensor, Tensor>("nan")
    {
        public override Tensor forward(Tensor input) => full([input.shape[0], 3], double.NaN);
    }
}
