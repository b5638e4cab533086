using RoCL.Host.Runs;

namespace RoCL.Host.Suites;

/// <summary>How long a training step takes, from a few that are really taken on a model that is thrown away.</summary>
internal static class Pace
{
    private const int Few = 16;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.5);

    /// <summary>Seconds a step; <see langword="null"/> where a component fails, of which the run itself will speak.</summary>
    /// <remarks>
    /// First two steps with a few images: the first is left out, since it warms up, and the second says whether whole steps are cheap. Where they
    /// are not, it stands for them in proportion; else up to three are taken.
    /// </remarks>
    public static double? Of(Job job, Model model, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            var length = job.Recipe.Train;
            var few = Math.Min(Few, length.Batch);
            var small = job.Plan with { Recipe = job.Recipe with { Train = length with { Batch = few, MicroBatch = few } } };
            var proportion = (double)length.Batch / few;
            if (Times(small, 2).Skip(1).Select(time => proportion * time).FirstOrDefault() is var guess && guess > Enough.TotalSeconds) return guess;
            return Times(job.Plan, 3).DefaultIfEmpty(0).Average();
        }
        catch (ProblemException)
        {
            return null;
        }

        IReadOnlyList<double> Times(Plan plan, int steps)
        {
            var times = new List<double>();
            var begun = clock.GetTimestamp();
            foreach (var _ in Training.Run(plan, job.Train, model, plan.StepsFrom(0).Take(steps)))
            {
                stop.ThrowIfCancellationRequested();
                times.Add(clock.GetElapsedTime(begun).TotalSeconds);
                begun = clock.GetTimestamp();
            }
            return times;
        }
    }
}
