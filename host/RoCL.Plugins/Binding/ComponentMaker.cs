using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Tensors;

namespace RoCL.Plugins.Binding;

/// <summary>Makes components from the names and options that recipes have for them.</summary>
/// <param name="types">Where the components' code and other runs' models are.</param>
internal sealed class ComponentMaker(IComponentTypes types)
{
    /// <summary>The component, with the numbers of one moment.</summary>
    /// <param name="use">The component and its options.</param>
    /// <param name="moment">The step that schedules are read at.</param>
    /// <exception cref="ProblemException">
    /// Its plugin or its constructor fails, ROCL02xx; another run's model is not sound.
    /// </exception>
    public object Create(ComponentUse use, Moment moment)
    {
        using var trace = WorkTrace.Call(use);
        try
        {
            var options = use.Options.ToDictionary(option => option.Key, option => Value(option.Value, moment));
            return Construction.Create(types.Load(use.Component), options);
        }
        catch (ProblemException fault) when (!fault.Problem.Where.StartsWith(use.Where, StringComparison.Ordinal))
        {
            throw At(use.Where, fault);
        }
    }

    /// <summary>The model of another run; its problems name the recipe's key.</summary>
    /// <param name="model">The run, as the recipe names it.</param>
    /// <exception cref="ProblemException">As <see cref="IComponentTypes.Open"/>.</exception>
    public ITrainedModel Open(OptionValue.Model model)
    {
        try
        {
            return types.Open(model.Run);
        }
        catch (ProblemException fault)
        {
            throw At(model.Where, fault);
        }
    }

    /// <summary>
    /// Tensors of another run or of a file; their problems name the recipe's key.
    /// </summary>
    /// <param name="source">The run or file, as the recipe names it.</param>
    /// <exception cref="ProblemException">As <see cref="IComponentTypes.OpenTensors"/>.</exception>
    public SavedTensors OpenTensors(OptionValue.Model source)
    {
        try
        {
            return types.OpenTensors(source.Run);
        }
        catch (ProblemException fault)
        {
            throw At(source.Where, fault);
        }
    }

    private object? Value(OptionValue value, Moment moment) =>
        value switch
        {
            OptionValue.Number number => number.Value.At(moment),
            OptionValue.Text text => text.Value,
            OptionValue.Truth truth => truth.Value,
            OptionValue.Threat threat => threat.Value.At(moment),
            OptionValue.Component component => Create(component.Value, moment),
            OptionValue.Model model => Open(model),
            OptionValue.List list => list.Values.Select(member => Value(member, moment)).ToList(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ProblemException At(string where, ProblemException fault) =>
        fault.At(inner => $"{where}: {inner}", fault);
}
