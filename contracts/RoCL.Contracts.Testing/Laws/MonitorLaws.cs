namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IMonitor"/>, on small steps and a small bench.</summary>
public static class MonitorLaws
{
    /// <summary>Every value has a name of its own.</summary>
    public static Law<IMonitor> NamesItsValues { get; } =
        Law(
            "gives every value a name of its own",
            (create, step) =>
            {
                var values = create().Measure(step.Input());
                if (values is null)
                    return "it returned null";
                var names = values.Select(value => value.Key).ToList();
                if (names.Exists(string.IsNullOrWhiteSpace))
                    return "a name is empty";
                var twice = names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1);
                return twice is null ? null : $"two values have the name '{twice.Key}'";
            }
        );

    /// <summary>
    /// The same step gives the same values: a second time, after another step, and by a component
    /// made anew.
    /// </summary>
    public static Law<IMonitor> IsPure { get; } =
        Law(
            "gives the same step the same values, whatever it has measured before",
            (create, step) =>
            {
                var monitor = create();
                var first = monitor.Measure(step.Input());
                var again = monitor.Measure(step.Input());
                monitor.Measure((step with { Seed = step.Seed + 1 }).Input());
                return Different("a second time", first, again)
                    ?? Different("after another step", first, monitor.Measure(step.Input()))
                    ?? Different("by a component made anew", first, create().Measure(step.Input()));
            }
        );

    /// <summary>Images, outputs and labels are afterwards as they were before.</summary>
    public static Law<IMonitor> WritesIntoNothing { get; } =
        Law(
            "leaves images, outputs and labels as they are",
            (create, step) =>
            {
                var input = step.Input();
                var untouched = step.Input();
                create().Measure(input);
                return Changed("the images", input.Images, untouched.Images)
                    ?? Changed("the outputs", input.Outputs, untouched.Outputs)
                    ?? Changed("the labels", [input.Labels!], [untouched.Labels!]);
            }
        );

    /// <summary>No native tensor outlives the measurement.</summary>
    public static Law<IMonitor> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            (create, step) =>
            {
                var monitor = create();
                return Discrepancy.LeakedTensors(() => monitor.Measure(step.Input()));
            }
        );

    /// <summary>All laws of monitors.</summary>
    public static IReadOnlyList<Law<IMonitor>> All { get; } =
    [NamesItsValues, IsPure, WritesIntoNothing, LeavesNoTensor];

    private static Law<IMonitor> Law(string sentence, Func<Func<IMonitor>, MonitoredStep, string?> observe) =>
        Law<IMonitor>.For(sentence, _ => MonitoredStep.Any(), observe, new());

    private static string? Different(
        string when,
        IReadOnlyDictionary<string, double> first,
        IReadOnlyDictionary<string, double> other
    )
    {
        var names = first.Keys.Union(other.Keys);
        var different = names.FirstOrDefault(name => !Value(first, name).Equals(Value(other, name)));
        return different is null
            ? null
            : $"the value '{different}' is {Text(other, different)} {when}, and {Text(first, different)} before";
    }

    private static double? Value(IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out var value) ? value : null;

    private static string Text(IReadOnlyDictionary<string, double> values, string name) =>
        Value(values, name) is { } value ? Discrepancy.Number(value) : "not there";

    private static string? Changed(string what, IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor> untouched) =>
        tensors
            .Zip(untouched, (now, before) => Discrepancy.Different($"{what} before and after", now, before))
            .FirstOrDefault(difference => difference is not null);
}
