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
/// networks that it will have, of which each part is computed for a few images. The numbers of this
/// bench are none: what may come of them is a warning (ROCL0560), and so is an exception that is no
/// <see cref="ProblemException"/>. The first training step is tried in the same way.
/// </remarks>
public static class EvaluationsAhead
{
    /// <summary>Everything that the evaluations would be refused for, and what they note.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="data">The training images, and those that are measured on.</param>
    /// <param name="memory">
    /// The memory in bytes that batches must fit into; without end where it is not known.
    /// </param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="trial">
    /// What a first step is tried on; <see langword="null"/> where it is not tried.
    /// </param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public static Outlook Look(
        Plan plan,
        ChosenImages data,
        long memory = long.MaxValue,
        TrialImages? trial = null,
        CancellationToken stop = default
    )
    {
        // Whatever draws from libtorch's own generator later gets the same numbers.
        using var before = Generator.Default.get_state();
        try
        {
            using var model = Model.Build(plan.InFloat32(), CPU);
            var outlook = TrainingAhead.Look(plan, model);
            foreach (var evaluation in plan.Bindings.Evaluations)
                outlook = outlook.And(Look(evaluation, new(plan, model, data, memory, stop)));
            return trial is null
                ? outlook
                : outlook.And(new FirstStepAhead(plan.InFloat32(), model, trial, stop).Look());
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

    private static Outlook Look(Bound<IEvaluation> evaluation, AheadOfTraining ahead)
    {
        var notes = new List<Problem>();
        try
        {
            using var scope = NewDisposeScope();
            var host = new HostOfLook(ahead.Stop);
            var bench = new Bench(ahead.Plan, ahead.Model, evaluation.Use, ahead.Data, host);
            var look = new BenchAhead(bench, evaluation.Use, ahead.Memory, notes.Add);
            var protocol = evaluation.Constant;
            var result = Guard.Call(evaluation.Use, () => protocol.Evaluate(look), bench.Uses, ahead.Stop);
            _ = Findings.Checked(evaluation.Use, result, ahead.Data.Measured.Count);
            return new([], [.. notes]);
        }
        catch (ProblemException fault)
        {
            var found = IsOfMissingLabels(fault, ahead.Data)
                ? [BenchProblems.NoLabels(evaluation.Use)]
                : fault.Problems;
            return Outlook
                .Of(found, problem => Certainty.Is(problem, evaluation.Use), "The evaluation")
                .And(new([], [.. notes]));
        }
    }

    // An evaluation that takes labels for granted throws where there are none.
    private static bool IsOfMissingLabels(ProblemException fault, ChosenImages data) =>
        fault.Problem.Code == Guard.ThrownCode
        && fault.InnerException is NullReferenceException or ArgumentException
        && (data.Train.Labels is null || data.Measured.Labels is null);

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
