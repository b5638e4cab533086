namespace RoCL.Core.Reading;

/// <summary>Reads the runs that a recipe takes models from.</summary>
internal static class RunReading
{
    /// <summary>A run's folder; empty when a problem was added.</summary>
    /// <remarks>
    /// Whether the run exists is asked when its model is opened: a recipe can be read where the run
    /// is not.
    /// </remarks>
    /// <param name="node">The place.</param>
    public static string Run(RecipeNode node)
    {
        var problemsBefore = node.Problems.Count;
        var run = node.Text("");
        if (run.Length == 0 && node.Problems.Count == problemsBefore)
        {
            node.ReportMissing(
                "The recipe names no run here.",
                "Write the folder of a run, such as \"runs/20261124-demo-rocl\"."
            );
        }

        return run;
    }
}
