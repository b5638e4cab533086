using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>An evaluation behind its guard.</summary>
/// <param name="use">The evaluation, as the recipe names it.</param>
/// <param name="inner">The evaluation.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
internal sealed class GuardedEvaluation(ComponentUse use, IEvaluation inner, IEnumerable<ComponentUse> among)
    : IEvaluation
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.Call"/>.</exception>
    public EvaluationResult Evaluate(IBench bench) =>
        Guard.Call(use, () => inner.Evaluate(bench), use.WithInner.Concat(among), bench.Stop);
}
