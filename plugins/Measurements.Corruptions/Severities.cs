namespace RoCL.Measurements.Corruptions;

/// <summary>What measurements under corruptions have in common.</summary>
internal static class Severities
{
    private const string Clean = "clean"; // how the name of the clean condition ends

    /// <summary>The severities that are measured; all where none is asked for.</summary>
    /// <param name="asked">From 1 to 5.</param>
    /// <param name="where">The measurement, as problems name it.</param>
    /// <exception cref="ProblemException">ROCL0531: there is no such severity.</exception>
    public static IReadOnlyList<int> Checked(IReadOnlyList<int>? asked, string where)
    {
        var severities = asked ?? [.. Enumerable.Range(Corruption.Mildest, Corruption.Harshest)];
        foreach (var severity in severities)
        {
            if (severity is < Corruption.Mildest or > Corruption.Harshest)
                throw NoSuchSeverity(severity, where);
        }

        return severities;
    }

    /// <summary>What a classifier's conditions, whose mean tables show, are called.</summary>
    /// <param name="clean">
    /// The clean condition, whose name has the prefix of all names of the classifier.
    /// </param>
    public static string FamilyOf(Condition clean) =>
        clean.Name[..^Math.Min(clean.Name.Length, Clean.Length)] + "corruptions";

    private static ProblemException NoSuchSeverity(int severity, string where) =>
        new(
            new(
                "ROCL0531",
                where,
                $"There is no severity {severity}.",
                $"Choose severities from {Corruption.Mildest} to {Corruption.Harshest}."
            )
        );
}
