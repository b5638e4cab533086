using System.Globalization;
using RoCL.Core.Guards;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>A fault of a step as a problem that names the step, and says what to try.</summary>
public static class StepFault
{
    /// <summary>The code of a step that found no memory in the host's own operations.</summary>
    public const string MemoryCode = "ROCL0353";

    /// <summary>The code of a step with a loss or a gradient that is not finite.</summary>
    public const string NotFiniteCode = NotFiniteFault.Code;

    /// <summary>
    /// The problem of a step: a component's as it is, ROCL0353 where no memory was left;
    /// <see langword="null"/> for any other exception, which is a fault of the program.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    /// <param name="plan">The method on its data.</param>
    /// <param name="step">The step.</param>
    public static ProblemException? Of(Exception thrown, Plan plan, TrainingStep step)
    {
        var advised = WithMemoryAdvice(thrown, plan.Recipe.Source, plan.Recipe.Train, isAttack: false);
        if (advised is null)
            return null;
        var where = string.Create(CultureInfo.InvariantCulture, $"{advised.Problem.Where}, step {step.Index}");
        return new(advised.Problem with { Where = where }, advised.InnerException ?? advised);
    }

    /// <summary>
    /// The problem of an attack on a view; <see langword="null"/> for any exception that is not one
    /// of memory.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    /// <param name="recipe">The method.</param>
    /// <param name="view">The view.</param>
    public static ProblemException? OfAttack(Exception thrown, Recipe recipe, View view) =>
        WithMemoryAdvice(thrown, $"{recipe.Source}: views.{view.Name}", recipe.Train, isAttack: true);

    private static ProblemException? WithMemoryAdvice(
        Exception thrown,
        string where,
        TrainingLength train,
        bool isAttack
    )
    {
        if (
            thrown is ProblemException
            {
                Problem: { Code: Attribution.NoMemoryCode, Remedy: Attribution.SmallerBatch } problem
            }
        )
        {
            var remedy = $"{MemoryAdvice.Of(train, isAttack)} Or have the plugin repaired.";
            return new(problem with { Remedy = remedy }, thrown);
        }

        if (thrown is ProblemException known)
            return known;
        if (!OutOfMemory.Is(thrown))
            return null;
        return new(
            new(
                MemoryCode,
                where,
                $"The step found no memory left: {Attribution.FirstLine(thrown.Message)}.",
                MemoryAdvice.Of(train, isAttack)
            ),
            thrown
        );
    }
}
