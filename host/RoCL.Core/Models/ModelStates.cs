using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>The states of a recipe's losses and attacks.</summary>
/// <param name="kept">
/// By the recipe's keys; <see langword="null"/> where the model is not trained, and has none.
/// </param>
internal sealed class ModelStates(ImmutableSortedDictionary<string, KeptState>? kept) : IDisposable
{
    /// <summary>What the names of their tensors begin with.</summary>
    public const string Prefix = "state.";

    private readonly ImmutableSortedDictionary<string, KeptState> _kept =
        kept ?? ImmutableSortedDictionary<string, KeptState>.Empty;

    /// <summary>Whether the model holds states, where its recipe has any.</summary>
    public bool AreKept { get; } = kept is not null;

    /// <summary>All tensors, by name: <c>state.loss.0.queue</c>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors =>
        from state in _kept
        from tensor in state.Value.Tensors
        select KeyValuePair.Create($"{Prefix}{state.Key}.{tensor.Key}", tensor.Value);

    /// <summary>The size of all tensors together.</summary>
    public long Bytes => Tensors.Sum(named => named.Value.NumberOfElements * named.Value.ElementSize);

    /// <summary>Keys and plugins of the components, as messages name them.</summary>
    public string Places => string.Join(" or ", _kept.Values.Select(state => state.Use.Place));

    /// <summary>The state of one use.</summary>
    /// <param name="use">That of a term's loss or of a view's attack.</param>
    public KeptState Of(ComponentUse use) => _kept[use.Key];

    /// <summary>The states before the first step.</summary>
    /// <param name="model">The model, which is put into eval mode where there is a state.</param>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="trainingImages">
    /// The number of training images; <see langword="null"/> where no state is kept.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0372: a state cannot be saved; and as the components' code is.
    /// </exception>
    public static ModelStates Begin(Model model, Bindings bindings, long? trainingImages)
    {
        if (trainingImages is not { } images)
            return new ModelStates(null);
        var recipe = bindings.Recipe;
        var shapes = new StateShapes(model, bindings, images);
        var first = new Moment(0, Math.Max(1, images / recipe.Train.Batch), Math.Max(1, recipe.Train.Epochs));
        var begun = ImmutableSortedDictionary.CreateBuilder<string, KeptState>(StringComparer.Ordinal);
        try
        {
            foreach (var term in recipe.Terms)
            {
                if (bindings.Loss(term.Loss).At(first) is IStatefulLoss loss)
                    begun.Add(term.Loss.Key, Begin(term.Loss, () => loss.Begin(shapes.Of(term)), model.Device));
            }

            foreach (var view in recipe.Views.OfType<View.Perturbed>())
            {
                if (bindings.Attack(view.Attack).At(first) is IStatefulAttack attack)
                    begun.Add(view.Attack.Key, Begin(view.Attack, () => attack.Begin(shapes.Of(view)), model.Device));
            }
        }
        catch
        {
            new ModelStates(begun.ToImmutable()).Dispose();
            throw;
        }

        return new(begun.ToImmutable());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in Tensors)
            tensor.Dispose();
    }

    private static KeptState Begin(ComponentUse use, Func<TensorState> begin, Device device)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return new(use, ReturnedStates.Kept(use, begin(), device));
    }
}

/// <summary>The state of one component, between two steps.</summary>
/// <param name="Use">The component, as the recipe names it.</param>
/// <param name="Tensors">Its tensors, by its own names; the model's.</param>
internal sealed record KeptState(ComponentUse Use, ImmutableSortedDictionary<string, Tensor> Tensors)
{
    /// <summary>
    /// The state, as the component gets it: nothing that it does changes the tensors.
    /// </summary>
    public TensorState Value { get; } = TensorState.Over(Tensors);

    /// <summary>ROCL0374: what has changed is not finite.</summary>
    /// <param name="next">The state after a step.</param>
    public void RequireFinite(TensorState next)
    {
        foreach (var (name, tensor) in Tensors)
        {
            var changed = next.Find(name).Parts.Where(part => !ReferenceEquals(part, tensor));
            if (!changed.All(part => FiniteNumbers.All(part!)))
                throw Attribution.Fault(Use, "ROCL0374", $"The component made its state '{name}' not finite.");
        }
    }

    /// <summary>Takes over the state after a step.</summary>
    /// <param name="next">The state, of the same form.</param>
    public void Write(TensorState next)
    {
        foreach (var (name, tensor) in Tensors)
            next.Find(name).WriteTo(tensor);
    }
}
