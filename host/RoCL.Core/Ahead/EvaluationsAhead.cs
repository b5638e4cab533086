using RoCL.Core.Binding;
using RoCL.Core.Evaluation;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;

namespace RoCL.Core.Ahead;

/// <summary>
/// Goes through all evaluations of a recipe before it is trained, on a model that is thrown away:
/// what would be refused after days of training is refused now.
/// </summary>
/// <remarks>
/// An evaluation has to do nothing for it: it meets a bench with the data, the shapes and the
/// networks that it will have, of which each part is computed for a few images. What depends on the
/// numbers themselves is not looked for, and neither is an exception that is no
/// <see cref="ProblemException"/>: the numbers of this bench are none.
/// </remarks>
public static class EvaluationsAhead
{
    // Faults of what a component returned, or of the numbers in it.
    private const string OfResults = "ROCL03";
    private static readonly ImmutableArray<string> OfChoice = ["ROCL0334", "ROCL0335", "ROCL0336", "ROCL0390"];
    private static readonly ImmutableArray<string> OfNumbers = ["ROCL0513", "ROCL0518"];

    /// <summary>Everything that the evaluations would be refused for, and what they note.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="data">The training images, and those that are measured on.</param>
    /// <param name="memory">
    /// The memory in bytes that batches must fit into; without end where it is not known.
    /// </param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public static Outlook Look(
        Plan plan,
        ChosenImages data,
        long memory = long.MaxValue,
        CancellationToken stop = default
    )
    {
        // Whatever draws from libtorch's own generator later gets the same numbers.
        using var before = Generator.Default.get_state();
        try
        {
            using var model = Model.Build(plan.InFloat32(), CPU);
            var notes = new List<Problem>();
            ImmutableArray<Problem> problems =
            [
                .. TrainingAhead.Problems(plan, model),
                .. plan.Bindings.Evaluations.SelectMany(each =>
                    ProblemsOf(each, new(plan, model, data, memory, stop), notes)
                ),
            ];
            return new([.. problems.Distinct()], [.. notes.Distinct()]);
        }
        catch (ProblemException fault)
        {
            return new(fault.Problems, []);
        }
        finally
        {
            Generator.Default.set_state(before);
        }
    }

    private static ImmutableArray<Problem> ProblemsOf(
        Bound<IEvaluation> evaluation,
        AheadOfTraining ahead,
        List<Problem> notes
    )
    {
        try
        {
            using var scope = NewDisposeScope();
            var host = new HostOfLook(ahead.Stop);
            var bench = new Bench(ahead.Plan, ahead.Model, evaluation.Use, ahead.Data, host);
            var look = new BenchAhead(bench, evaluation.Use, ahead.Memory, notes.Add);
            var protocol = evaluation.Constant;
            Guard.Call(evaluation.Use, () => protocol.Evaluate(look), bench.Uses, ahead.Stop);
            return [];
        }
        catch (ProblemException fault)
        {
            return IsOfMissingLabels(fault, ahead.Data)
                ? [BenchProblems.NoLabels(evaluation.Use)]
                : [.. fault.Problems.Where(IsKnownAhead)];
        }
    }

    // An evaluation that takes labels for granted throws where there are none.
    private static bool IsOfMissingLabels(ProblemException fault, ChosenImages data) =>
        fault.Problem.Code == Guard.ThrownCode
        && fault.InnerException is NullReferenceException or ArgumentException
        && (data.Train.Labels is null || data.Measured.Labels is null);

    private static bool IsKnownAhead(Problem problem) =>
        !OfNumbers.Contains(problem.Code)
        && (OfChoice.Contains(problem.Code) || !problem.Code.StartsWith(OfResults, StringComparison.Ordinal));

    private sealed record AheadOfTraining(
        Plan Plan,
        Model Model,
        ChosenImages Data,
        long Memory,
        CancellationToken Stop
    );

    private sealed class HostOfLook(CancellationToken stop) : IBenchHost
    {
        public CancellationToken Stop => stop;

        public TimeSpan Elapsed => default;

        public void Report(string stage, long done, long total) { }

        public TensorFile? Find(string name) => null;

        public void Keep(string name, TensorFile part) { }
    }
}
