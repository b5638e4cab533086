using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// The states of losses and attacks while a step is taken: the model's own stay as they were until
/// the step is done.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="model">The model, which keeps the states.</param>
internal sealed class StepStates(Recipe recipe, Model model)
{
    private readonly Dictionary<string, PassedState> _passed = [];

    /// <summary>A state as the step has left it so far.</summary>
    /// <param name="use">The loss of a term, or the attack of a view.</param>
    public TensorState Of(ComponentUse use) =>
        _passed.TryGetValue(use.Key, out var passed) ? passed.Next : model.States.Of(use).Value;

    /// <summary>The state that the loss of an attack's objective sees.</summary>
    /// <param name="objective">The loss, which the plan found in a term.</param>
    public TensorState OfObjective(ComponentUse objective) => Of(SharedState.TermOf(recipe, objective)!.Loss);

    /// <summary>Passes a state on to whatever comes next in the step.</summary>
    /// <param name="use">The loss of a term, or the attack of a view.</param>
    /// <param name="next">The state.</param>
    public void Pass(ComponentUse use, TensorState next) => _passed[use.Key] = new(model.States.Of(use), next);

    /// <summary>ROCL0374: a state is not finite.</summary>
    public void RequireFinite()
    {
        using var quiet = no_grad();
        foreach (var passed in _passed.Values)
            passed.Kept.RequireFinite(passed.Next);
    }

    /// <summary>The step is done: the model takes the states over.</summary>
    public void Commit()
    {
        using var quiet = no_grad();
        foreach (var passed in _passed.Values)
            passed.Kept.Write(passed.Next);
    }

    private sealed record PassedState(KeptState Kept, TensorState Next);
}
