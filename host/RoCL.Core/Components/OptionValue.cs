using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Components;

/// <summary>The value of an option as a recipe gives it: a closed family.</summary>
public abstract record OptionValue
{
    private OptionValue() { }

    /// <summary>A number, real or whole.</summary>
    /// <param name="Value">The number, or how it changes.</param>
    public sealed record Number(Schedule Value) : OptionValue;

    /// <summary>A text, or one word of a choice.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : OptionValue;

    /// <summary>True or false.</summary>
    /// <param name="Value">The truth value.</param>
    public sealed record Truth(bool Value) : OptionValue;

    /// <summary>A threat model of the contracts; a plugin's is a component.</summary>
    /// <param name="Value">The norm and the radius.</param>
    public sealed record Threat(ThreatSpec.Ball Value) : OptionValue;

    /// <summary>Another component.</summary>
    /// <param name="Value">The component with its own options.</param>
    public sealed record Component(ComponentUse Value) : OptionValue;

    /// <summary>The model that another run has trained.</summary>
    /// <param name="Run">The run's folder, as the recipe names it.</param>
    /// <param name="Where">The recipe's file and key, as messages name them.</param>
    public sealed record Model(string Run, string Where) : OptionValue
    {
        /// <summary>The recipe's key alone, such as <c>teachers.teacher.from</c>.</summary>
        public string Key => Where[(Where.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].TrimStart();
    }

    /// <summary>A list.</summary>
    /// <param name="Values">The members.</param>
    public sealed record List(ValueList<OptionValue> Values) : OptionValue;

    /// <summary>
    /// The models of other runs in the value itself; those of a component inside it are among that
    /// component's options.
    /// </summary>
    public IEnumerable<Model> Models =>
        this switch
        {
            Model model => [model],
            List list => list.Values.SelectMany(value => value.Models),
            _ => [],
        };

    /// <summary>Every number in the value that changes while training goes on.</summary>
    /// <param name="key">The recipe's key of this value.</param>
    public IEnumerable<ScheduledNumber> Schedules(string key) =>
        this switch
        {
            Number { Value: not Schedule.Constant } number => [new(key, number.Value)],
            Threat threat => threat.Value.Schedules(key),
            Component component => component.Value.Schedules,
            List list => list.Values.SelectMany((value, i) => value.Schedules($"{key}.{i}")),
            _ => [],
        };
}
