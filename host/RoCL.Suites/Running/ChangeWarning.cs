namespace RoCL.Suites.Running;

/// <summary>
/// Says that a run goes on, or is measured, with something else than it was made with.
/// </summary>
internal static class ChangeWarning
{
    /// <summary>The line of the warning, ROCL0278.</summary>
    /// <param name="run">The run's name or folder.</param>
    /// <param name="what">
    /// What is done and how it differs, such as <c>goes on with other data: 1 removed</c>.
    /// </param>
    public static string Of(string run, string what) => $"ROCL0278 {run}: The run {what}.";
}
