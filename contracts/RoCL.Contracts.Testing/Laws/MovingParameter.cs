namespace RoCL.Contracts.Testing;

/// <summary>A parameter while an optimizer moves it.</summary>
/// <param name="Value">The parameter.</param>
/// <param name="State">Its state, by the optimizer's names.</param>
internal sealed record MovingParameter(Tensor Value, IReadOnlyDictionary<string, Tensor> State)
{
    /// <summary>A law of optimizers that is tried on such cases.</summary>
    /// <param name="sentence">What the optimizer does.</param>
    /// <param name="scope">The part of the cases, and the options, that it is tried on.</param>
    /// <param name="observe">What is wrong in a case, in words.</param>
    public static Law<IOptimizer> Law(
        string sentence,
        LawScope scope,
        Func<Func<IOptimizer>, ParameterSteps, string?> observe
    ) => Law<IOptimizer>.For(sentence, _ => ParameterSteps.Any(), observe, scope);

    /// <summary>A parameter before its first step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="value">The parameter.</param>
    public static MovingParameter Begin(IOptimizer optimizer, Tensor value) => new(value, optimizer.Start(value));

    /// <summary>Takes some steps of a case.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="moved">The case, which has gradients and rates.</param>
    /// <param name="from">The first step.</param>
    /// <param name="to">The step that is not taken any more.</param>
    public MovingParameter Take(IOptimizer optimizer, ParameterSteps moved, int from, int to)
    {
        using var quiet = no_grad();
        for (var step = from; step < to; step++)
            optimizer.Move(Value, moved.Gradient(step), State, moved.RateOf(step));
        return this;
    }

    /// <summary>Takes all steps of a case.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="moved">The case, which has gradients and rates.</param>
    public MovingParameter TakeAll(IOptimizer optimizer, ParameterSteps moved) =>
        Take(optimizer, moved, 0, moved.Steps);

    /// <summary>The same numbers in memory of their own, as a checkpoint restores them.</summary>
    public MovingParameter Copy() =>
        new(Value.clone(), State.ToDictionary(state => state.Key, state => state.Value.clone()));

    /// <summary>How another parameter or its state differs from this one.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="other">The other.</param>
    public string? Different(string what, MovingParameter other) =>
        Discrepancy.Different($"{what}, the parameter", other.Value, Value) ?? DifferentState(what, other.State);

    /// <summary>How another state differs from this one.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="other">The other.</param>
    public string? DifferentState(string what, IReadOnlyDictionary<string, Tensor> other)
    {
        var names = Names(State);
        if (names != Names(other))
            return $"{what}: the state has {Names(other)} in place of {names}";
        return State
            .Select(state => Discrepancy.Different($"{what}, the state '{state.Key}'", other[state.Key], state.Value))
            .FirstOrDefault(difference => difference is not null);
    }

    /// <summary>The shapes and types of the parameter and its state.</summary>
    public string Forms =>
        string.Join(", ", State.OrderBy(state => state.Key, StringComparer.Ordinal).Select(Form).Prepend(Form(Value)));

    private static string Names(IReadOnlyDictionary<string, Tensor> state) =>
        $"[{string.Join(", ", state.Keys.Order(StringComparer.Ordinal))}]";

    private static string Form(KeyValuePair<string, Tensor> state) => $"{state.Key} {Form(state.Value)}";

    private static string Form(Tensor tensor) => $"{tensor.dtype} {Discrepancy.Shape(tensor)}";
}
