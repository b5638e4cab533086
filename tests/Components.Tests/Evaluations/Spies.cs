namespace Components.Tests.Evaluations;

/// <summary>
/// An attack that tells what it was given and moves each image into the corner of a pattern.
/// </summary>
internal sealed class SpyAttack(Action<Tensor, IObjective> look) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        look(clean, objective);
        return threat.Project(clean + threat.Radius * (random.Uniform(clean.shape) - 0.5).sign(), clean);
    }
}

/// <summary>
/// A protocol that tells what bench it was given, and measures whether it is called.
/// </summary>
internal sealed class SpyEvaluation(Action<IBench> look) : IEvaluation
{
    public EvaluationResult Evaluate(IBench bench)
    {
        look(bench);
        return new("a spy", [bench.Classify("clean", new(bench.Encoder()))]);
    }
}
