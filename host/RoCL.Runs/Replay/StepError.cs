using RoCL.Runs.Checkpoints;
using RoCL.Runs.Recovery;
using RoCL.Runs.Training;

namespace RoCL.Runs.Replay;

/// <summary>Why a step could not be taken: <c>error.json</c>.</summary>
/// <param name="Problem">The problem that the person read.</param>
/// <param name="Exceptions">The exception and its inner ones, the outermost first.</param>
public sealed record StepError(Problem Problem, ImmutableArray<ThrownError> Exceptions)
{
    /// <summary>A problem, and the exception that it was found by, where there was one.</summary>
    public static StepError Of(Problem problem, Exception? fault)
    {
        var chain = ImmutableArray.CreateBuilder<ThrownError>();
        for (var thrown = fault; thrown is not null; thrown = thrown.InnerException)
            chain.Add(new ThrownError($"{thrown.GetType()}", thrown.Message, thrown.StackTrace ?? ""));
        return new StepError(problem, chain.ToImmutable());
    }

    /// <summary>
    /// Whether another problem is this one. A run that gave up since the same thing had gone wrong
    /// often enough says that, and the folder of a run may be another one now.
    /// </summary>
    public bool IsSame(Problem seen)
    {
        if (Problem == seen)
            return true;
        return Problem.Code switch
        {
            TrainingProblem.NotPastCode => seen.Code == TrainingProblem.NotPastCode && Problem.What == seen.What,
            Soundness.TooManySkippedCode or RecoveryRules.WentBackTooOftenCode => Problem.Where == seen.Where
                && Problem.What.StartsWith(seen.What, StringComparison.Ordinal),
            _ => false,
        };
    }
}

/// <summary>An exception as it was thrown.</summary>
/// <param name="Type">The whole name of its type.</param>
/// <param name="Message">What it says.</param>
/// <param name="Stack">Its stack; empty where it has none.</param>
public sealed record ThrownError(string Type, string Message, string Stack);
