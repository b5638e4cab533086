using Polly;
using Polly.Retry;

namespace RoCL.Runs.Files;

/// <summary>A lock that another process may have for a moment: Polly asks for it again.</summary>
public static class PatientLock
{
    /// <summary>Takes a lock, and waits for it where it is not free.</summary>
    /// <param name="take">Takes it.</param>
    /// <param name="tries">How often it is asked for in all, 2 or more.</param>
    /// <param name="pause">The wait before it is asked for again.</param>
    /// <exception cref="IOException">It was not free the last time either.</exception>
    public static TLock Take<TLock>(Func<TLock> take, int tries, TimeSpan pause) =>
        new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<IOException>(),
                    MaxRetryAttempts = tries - 1,
                    Delay = pause,
                    BackoffType = DelayBackoffType.Constant,
                }
            )
            .Build()
            .Execute(take);
}
