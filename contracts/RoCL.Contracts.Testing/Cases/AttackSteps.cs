namespace RoCL.Contracts.Testing;

/// <summary>Steps of a stateful attack on the same images.</summary>
/// <param name="Case">The images, the threat model and the objective.</param>
internal sealed record AttackSteps(AttackCase Case) : IStateCase<IStatefulAttack>
{
    /// <inheritdoc/>
    public TensorState Begin(IStatefulAttack component) => component.Begin(StateInputs.Of(Case.Batch));

    /// <inheritdoc/>
    public TakenStep Take(IStatefulAttack component, TensorState state, int step)
    {
        var batch = Case.Batch;
        var objective = SampleObjective.Of(Case.Objective, batch);
        var input = StateInputs.Input(batch, batch.Pixels, objective, Case.Threat, batch.Random($"attack {step}"));
        var taken = component.Perturb(state, input);
        return new(taken.Images, taken.Next);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Case}";
}
