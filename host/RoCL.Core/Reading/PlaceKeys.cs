namespace RoCL.Core.Reading;

/// <summary>Keys next to a component's options that belong to the place where it is used.</summary>
internal static class PlaceKeys
{
    /// <summary>The keys, which stay where another component is put into the place.</summary>
    /// <param name="block">The recipe's block that the place is in, such as <c>heads</c>.</param>
    public static ImmutableArray<string> Of(string block) =>
        block switch
        {
            "heads" => [.. HeadReading.Keys],
            "teachers" => [.. TeacherReading.Keys],
            "monitors" => [.. MonitorReading.Keys],
            _ => [.. TermReading.Keys, .. OptimizerReading.Keys],
        };
}
