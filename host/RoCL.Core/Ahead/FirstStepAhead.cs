using RoCL.Core.Binding;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace RoCL.Core.Ahead;

/// <summary>
/// Takes a first step of a few images on a model that is thrown away, and asks the monitors after
/// it.
/// </summary>
/// <param name="plan">The recipe on its data.</param>
/// <param name="model">A model of it, which is changed.</param>
/// <param name="images">The training images, and those that monitors look at.</param>
/// <param name="stop">Asks to stop.</param>
internal sealed class FirstStepAhead(Plan plan, Model model, TrialImages images, CancellationToken stop)
{
    private const int Few = 4;
    private const string AugmentedCode = "ROCL0342";
    private const string NoHeldOutCode = "ROCL0168";

    private readonly Plan _plan = plan with { Bindings = Brief(plan.Bindings) };

    /// <summary>
    /// What is wrong with the step and with its monitors; nothing where only so few images are too
    /// few.
    /// </summary>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Outlook Look()
    {
        if (_plan.Steps == 0)
            return Outlook.Clear;
        model.Begin();
        try
        {
            return Measured(Taken(Short()));
        }
        catch (ProblemException fault) when (fault.Problems.All(Certainty.Is))
        {
            return new(fault.Problems, []);
        }
        catch (ProblemException fault)
        {
            return model.IsWhole ? OfWholeBatch() : Uncertain(fault);
        }
    }

    // What fails with a few images may work with the batch that the recipe asks for.
    private Outlook OfWholeBatch()
    {
        try
        {
            return Measured(Taken(_plan));
        }
        catch (ProblemException fault)
        {
            return Uncertain(fault);
        }
    }

    private static Outlook Uncertain(ProblemException fault) =>
        Outlook.Of(fault.Problems, problem => Certainty.Is(problem) || IsOfFirstStep(problem), "The first step");

    // What throws, or makes images that are not finite, does so whatever the weights are.
    private static bool IsOfFirstStep(Problem problem) => problem.Code is Guard.ThrownCode or AugmentedCode;

    private StepResult Taken(Plan taken)
    {
        var names = plan.Recipe.Monitors.SelectMany(monitor => monitor.Views).Select(seen => seen.View);
        return TrainingLoop.Take(taken, images.Train, model, taken.StepAt(0), [.. names.Distinct()], stop);
    }

    private Plan Short()
    {
        var length = _plan.Recipe.Train;
        var batch = Math.Min(Few, length.Batch);
        var train = length with
        {
            Batch = batch,
            MicroBatch = Math.Min(batch, length.MicroBatch),
            Chunk = Math.Min(batch, length.Chunk),
        };
        return _plan with { Bindings = _plan.Bindings with { Recipe = _plan.Recipe with { Train = train } } };
    }

    // A stateful attack passes its state on, and is taken whole.
    private static Bindings Brief(Bindings bindings) =>
        bindings with
        {
            Attacks = bindings.Attacks.ToImmutableSortedDictionary(
                attack => attack.Key,
                attack => attack.Value with { At = moment => Brief(attack.Value.At(moment)) },
                StringComparer.Ordinal
            ),
        };

    private static IAttack Brief(IAttack attack) => attack is IStatefulAttack ? attack : new BriefAttack(attack);

    private Outlook Measured(StepResult result)
    {
        if (result.Views is not { } views)
            return Outlook.Clear;
        using (views)
        {
            var monitoring = new Monitoring.Monitoring(_plan, model, images.Train, images.HeldOut)
            {
                Around = (bench, use) => new BenchAhead(bench, use, long.MaxValue, _ => { }),
            };
            var faults = plan
                .Recipe.Monitors.Select(monitor => monitoring.Measure(monitor, result, views).Fault)
                .OfType<Problem>();
            return Outlook.Of(faults, IsOfRecipe, "A monitor");
        }
    }

    // Training goes on past a monitor that fails; one that the recipe asks for what cannot be is no
    // use in it.
    private static bool IsOfRecipe(Problem problem) =>
        Certainty.IsOfChoice(problem)
        || problem.Code is NoHeldOutCode
        || problem.Code.StartsWith("ROCL05", StringComparison.Ordinal);
}
