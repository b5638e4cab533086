using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Recipes;

/// <summary>One loss of the weighted sum that training makes small.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Views">What it sees.</param>
/// <param name="Weight">Its factor.</param>
/// <param name="OverMicroBatches">
/// Whether it is taken over each micro-batch by itself, and the mean of these, instead of over the
/// batch.
/// </param>
public sealed record Term(
    Bound<ILoss> Loss,
    ImmutableArray<ViewReference> Views,
    Schedule Weight,
    bool OverMicroBatches
)
{
    /// <summary>As metrics name it: <c>nt-xent(a,b,adv)</c>, <c>cos(a,a@teacher)</c>.</summary>
    public string Name => $"{Loss.Use.Component.Name}({string.Join(",", Views)})";

    /// <summary>Every number in it that changes while training goes on, by its key.</summary>
    public IEnumerable<(string Key, Schedule Schedule)> Schedules =>
        Weight is Schedule.Constant
            ? Loss.Use.Schedules
            : Loss.Use.Schedules.Append(($"{Loss.Use.Key}.weight", Weight));
}
