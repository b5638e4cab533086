namespace RoCL.Contracts.Testing;

/// <summary>Some steps of a component that carries a state.</summary>
/// <typeparam name="T">Its contract.</typeparam>
internal interface IStateCase<in T>
{
    /// <summary>The state before the first step.</summary>
    TensorState Begin(T component);

    /// <summary>A step from a state.</summary>
    /// <param name="component">The component.</param>
    /// <param name="state">The state.</param>
    /// <param name="step">Which step: each has inputs of its own, new ones at each call.</param>
    TakenStep Take(T component, TensorState state, int step);
}

/// <summary>What a step gave.</summary>
/// <param name="Result">The loss, or the images.</param>
/// <param name="Next">The state after it.</param>
internal sealed record TakenStep(Tensor Result, TensorState Next);
