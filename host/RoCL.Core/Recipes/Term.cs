using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>One loss of the weighted sum that training minimises.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Views">The views that the loss sees.</param>
/// <param name="Weight">The loss's factor in the sum.</param>
/// <param name="OverMicroBatches">
/// Whether the loss is the mean over micro-batches, each of them seen by itself, instead of the
/// loss of the whole batch.
/// </param>
public sealed record Term(ComponentUse Loss, ValueList<ViewReference> Views, Schedule Weight, bool OverMicroBatches)
{
    /// <summary>The name in metrics: <c>nt-xent(a,b,adv)</c>, <c>cos(a,a@teacher)</c>.</summary>
    public string Name => $"{Loss.Component.Name}({string.Join(",", Views)})";

    /// <summary>Every number of the term that changes while training goes on.</summary>
    public IEnumerable<ScheduledNumber> Schedules =>
        Weight is Schedule.Constant ? Loss.Schedules : Loss.Schedules.Append(new($"{Loss.Key}.weight", Weight));
}
