namespace RoCL.Runs.Progress;

/// <summary>How far some work has come.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Done">Parts finished.</param>
/// <param name="Total">Parts in all.</param>
/// <param name="Detail">What else is worth seeing: epoch, losses.</param>
/// <param name="Speed">Images in a second, where that says something.</param>
public sealed record WorkProgress(string Stage, long Done, long Total, string Detail = "", double? Speed = null);

/// <summary>Shows work to a person.</summary>
public interface IProgressView
{
    /// <summary>Runs work and shows what it reports.</summary>
    T Show<T>(Func<Action<WorkProgress>, T> work);
}
