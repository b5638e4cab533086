using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>The value of an option as a recipe gives it: a closed family.</summary>
public abstract record OptionValue
{
    private OptionValue() { }

    /// <summary>A number, real or whole.</summary>
    /// <param name="Value">The number, or how it changes.</param>
    public sealed record Number(Schedule Value) : OptionValue;

    /// <summary>A text or a word of a choice.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : OptionValue;

    /// <summary>True or false.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Truth(bool Value) : OptionValue;

    /// <summary>A threat model.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Threat(ThreatSpec Value) : OptionValue;

    /// <summary>Another component.</summary>
    /// <param name="Value">Which, with which options.</param>
    public sealed record Component(ComponentUse Value) : OptionValue;

    /// <summary>The model that another run has trained.</summary>
    /// <param name="Run">The run's folder, as seen from where the program was started.</param>
    /// <param name="Where">The recipe's key.</param>
    public sealed record Model(string Run, string Where) : OptionValue
    {
        /// <summary>
        /// The model itself; whatever is wrong with it is told with the recipe's key.
        /// </summary>
        /// <exception cref="ProblemException">As <see cref="IComponentTypes.Open"/>.</exception>
        public ITrainedModel Open(IComponentTypes types)
        {
            try
            {
                return types.Open(Run);
            }
            catch (ProblemException failure)
            {
                throw new ProblemException(
                    failure.Problem with
                    {
                        Where = $"{Where}: {failure.Problem.Where}",
                    },
                    failure
                );
            }
        }
    }

    /// <summary>A list.</summary>
    /// <param name="Values">Its members.</param>
    public sealed record List(ImmutableArray<OptionValue> Values) : OptionValue;

    /// <summary>The value that the component's constructor gets.</summary>
    public object? At(IComponentTypes types, Moment moment) =>
        this switch
        {
            Number number => number.Value.At(moment),
            Text text => text.Value,
            Truth truth => truth.Value,
            Threat threat => threat.Value.At(moment),
            Component component => component.Value.Create(types, moment),
            Model model => model.Open(types),
            List list => list.Values.Select(value => value.At(types, moment)).ToList(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Every number in it that changes while training goes on, by its key.</summary>
    public IEnumerable<(string Key, Schedule Schedule)> Schedules(string key) =>
        this switch
        {
            Number { Value: not Schedule.Constant } number => [(key, number.Value)],
            Threat { Value.Radius: not Schedule.Constant } threat =>
            [
                ($"{key}.{threat.Value.Norm}", threat.Value.Radius),
            ],
            Component component => component.Value.Schedules,
            List list => list.Values.SelectMany((value, i) => value.Schedules($"{key}.{i}")),
            _ => [],
        };
}
