namespace RoCL.Runs.Replay;

/// <summary>Shows a person how a failed step was taken again.</summary>
public interface IReplayView
{
    /// <summary>The steps are about to be taken.</summary>
    /// <param name="folder">The folder of the failed step.</param>
    /// <param name="first">The first step that is taken.</param>
    /// <param name="failed">The step that failed.</param>
    void Begin(string folder, long first, long failed);

    /// <summary>The step passes.</summary>
    /// <param name="failed">The step that failed in the run.</param>
    /// <param name="run">The run's folder; <see langword="null"/> where it is not there.</param>
    void Pass(long failed, string? run);

    /// <summary>The step fails.</summary>
    /// <param name="recorded">
    /// The problem in the run, where it was another one; <see langword="null"/> where it is the
    /// same.
    /// </param>
    void Fail(Problem? recorded);
}
