using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>
/// What is wrong with a recipe's threat models, and which attacks do not work in theirs.
/// </summary>
/// <param name="plan">The recipe on its data.</param>
internal sealed class ThreatProblems(Plan plan)
{
    private Bindings Bindings => plan.Bindings;

    /// <summary>All problems; none where the plan can be trained and evaluated.</summary>
    public IEnumerable<Problem> All() =>
        [
            .. Bindings.Threats.Values.SelectMany(Unsound),
            .. plan.Recipe.Views.OfType<View.Perturbed>().SelectMany(Refused),
            .. Bindings.Evaluations.SelectMany(Refused),
        ];

    // At both ends of the training, since a schedule may run through an option.
    private IEnumerable<Problem> Unsound(Bound<ThreatModel> threat)
    {
        var last = Math.Max(plan.Steps - 1, 0);
        foreach (var step in new[] { 0, last }.Distinct())
        {
            var problems = ProblemsOf(() =>
                new ThreatTrial(threat.Use, threat.At(plan.MomentOf(step))).Take(plan.Shape)
            );
            if (!problems.IsEmpty)
                return problems;
        }
        return [];
    }

    private IEnumerable<Problem> Refused(View.Perturbed view) =>
        ProblemsOf(() =>
        {
            var moment = plan.MomentOf(0);
            var threat = Bindings.Threat(view.Threat, moment);
            foreach (var attack in view.Attacks)
            {
                if (!Bindings.Attack(attack).At(moment).Takes(threat))
                    throw new ProblemException(GuardedAttack.Refused(attack, threat));
            }
        });

    // Evaluations are made late, with all that they open; only one with a plugin's threat model is
    // made here.
    private IEnumerable<Problem> Refused(Bound<IEvaluation> evaluation)
    {
        var uses = evaluation.Use.WithInner.ToList();
        if (!uses.Exists(use => use.Component.Kind == ComponentKind.ThreatModel))
            return [];
        return ProblemsOf(() =>
        {
            var planned = Guard.CallWithoutTensors(evaluation.Use, () => evaluation.Constant.Planned.ToList());
            var refused = planned
                .Where(attack => !attack.Attack.Takes(attack.Threat))
                .Select(attack => GuardedAttack.Refused(OwnerOf(attack.Attack, evaluation.Use), attack.Threat))
                .Distinct()
                .ToImmutableArray();
            if (!refused.IsEmpty)
                throw ProblemException.Of(refused);
        });
    }

    private static ComponentUse OwnerOf(IAttack attack, ComponentUse evaluation) =>
        Attribution.Owner(attack.GetType(), evaluation.WithInner) ?? evaluation;

    private static ImmutableArray<Problem> ProblemsOf(Action work)
    {
        try
        {
            work();
            return [];
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }
}
