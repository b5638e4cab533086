namespace Fidelity.Tests.Components;

/// <summary>
/// What a golden file gives to the components of one step, and what they found. A recipe names
/// components and options, not tensors; so the components look here.
/// </summary>
internal sealed class GivenStep
{
    private static readonly AsyncLocal<GivenStep?> Running = new();

    private readonly Dictionary<string, Tensor> _found = [];

    /// <summary>The step that is taken now.</summary>
    public static GivenStep Current => Running.Value ?? throw new AssertionException("no step is taken now");

    /// <summary>The tensors that the file gives, by name.</summary>
    public required IReadOnlyDictionary<string, Tensor> Tensors { get; init; }

    /// <summary>The model's weights, for attacks that are judged by probes.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>The tensors that components found, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Found => _found;

    /// <summary>Takes the step.</summary>
    public T Take<T>(Func<T> step)
    {
        try
        {
            Running.Value = this;
            return step();
        }
        finally
        {
            Running.Value = null;
        }
    }

    /// <summary>Keeps what a component found; each name once.</summary>
    public void Keep(string name, Tensor tensor) => _found.Add(name, tensor.clone().DetachFromDisposeScope());
}
