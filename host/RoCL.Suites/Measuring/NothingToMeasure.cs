using RoCL.Runs.Folders;

namespace RoCL.Suites.Measuring;

/// <summary>An evaluation of nothing.</summary>
public static class NothingToMeasure
{
    /// <summary>ROCL0543.</summary>
    /// <param name="run">The run.</param>
    public static Problem In(RunFolder run) =>
        new(
            "ROCL0543",
            $"{run.Recipe}: evaluate",
            "The list of evaluations is empty, so there is nothing to measure.",
            "Name an evaluation, such as --set 'evaluate=[{\"use\":\"linear\"}]'."
        );
}
