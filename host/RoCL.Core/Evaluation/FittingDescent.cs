using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Evaluation;

/// <summary>
/// How an evaluation's classifier is moved: by the components that the evaluation names, each
/// behind its guard, or by the host's own descent.
/// </summary>
internal sealed class FittingDescent
{
    private readonly Descent _byMilestones;
    private readonly GuardedLearningRate? _learningRate;

    /// <summary>The descent of an evaluation.</summary>
    /// <param name="descent">As the evaluation gives it.</param>
    /// <param name="stepsPerEpoch">The number of steps in an epoch.</param>
    /// <param name="evaluation">The evaluation, as the recipe names it.</param>
    /// <param name="among">The components that it may have been given.</param>
    public FittingDescent(Descent descent, long stepsPerEpoch, ComponentUse evaluation, IEnumerable<ComponentUse> among)
    {
        StepsPerEpoch = stepsPerEpoch;
        var uses = among.ToList();
        Use = OwnerOf(descent.Optimizer) ?? evaluation;
        Optimizer = descent.Optimizer is { } optimizer
            ? new GuardedOptimizer(Use, optimizer, uses)
            : new MomentumDescent(descent);
        IsByComponent = descent.Optimizer is not null;
        _byMilestones = descent with { Optimizer = null, Rate = Optimizer.Lr };
        _learningRate = descent.LearningRate is { } rate
            ? new GuardedLearningRate(OwnerOf(rate) ?? evaluation, rate)
            : null;

        ComponentUse? OwnerOf(object? component) => Attribution.Owner(component?.GetType(), uses);
    }

    /// <summary>The optimizer, behind its guard.</summary>
    public IOptimizer Optimizer { get; }

    /// <summary>
    /// The optimizer, as the recipe names it; the evaluation where it names none.
    /// </summary>
    public ComponentUse Use { get; }

    /// <summary>
    /// Whether a component moves the classifier: what it makes of numbers is looked at.
    /// </summary>
    public bool IsByComponent { get; }

    /// <summary>The number of steps in an epoch.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ProblemException">ROCL0386: the rate is not finite, or below 0.</exception>
    public double RateAt(DescentStep step)
    {
        if (_learningRate is null)
            return _byMilestones.RateAt(step.Epoch);
        var moment = new Moment(step.Index, StepsPerEpoch, Math.Max(1, _byMilestones.Epochs));
        return _learningRate.At(_byMilestones.Rate, moment);
    }
}
