using RoCL.Core.Ranks;

namespace Shared.Ranks;

/// <summary>
/// Ranks that are threads of this process: each sees what the others have put down, once all have
/// come to the same place.
/// </summary>
public sealed class ThreadRanks : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Tensor?[] _put;
    private readonly Barrier _barrier;
    private readonly CancellationTokenSource _failed = new();

    private ThreadRanks(int world)
    {
        _put = new Tensor?[world];
        _barrier = new(world);
    }

    /// <summary>Does a piece of work on every rank at once; what each made, by rank.</summary>
    /// <exception cref="AggregateException">A rank failed.</exception>
    public static T[] Run<T>(int world, Func<ICollective, T> work)
    {
        using var ranks = new ThreadRanks(world);
        var made = new T[world];
        var faults = new List<Exception>();
        var threads = Enumerable.Range(0, world).Select(rank => new Thread(() => Work(rank))).ToList();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return faults.Count == 0 ? made : throw new AggregateException(faults);

        void Work(int rank)
        {
            try
            {
                made[rank] = work(new Rank(ranks, rank));
            }
            catch (Exception fault)
            {
                lock (faults)
                    faults.Add(fault);
                ranks._failed.Cancel();
            }
        }
    }

    public void Dispose()
    {
        _barrier.Dispose();
        _failed.Dispose();
    }

    private T Exchange<T>(int rank, Tensor own, Func<Tensor[], T> read)
    {
        _put[rank] = own.detach();
        Wait();
        var seen = read(_put!);
        Wait();
        return seen;
    }

    private void Wait()
    {
        if (!_barrier.SignalAndWait(Patience, _failed.Token))
            throw new TimeoutException("The ranks wait for one another.");
    }

    private sealed class Rank(ThreadRanks ranks, int rank) : ICollective
    {
        int ICollective.Rank => rank;

        public int World => ranks._put.Length;

        public void Sum(Tensor numbers) => Replace(numbers, (one, other) => one + other);

        public void Max(Tensor numbers) => Replace(numbers, maximum);

        public Tensor Gather(Tensor rows)
        {
            using var quiet = no_grad();
            return ranks.Exchange(rank, rows, all => cat(all));
        }

        public void Broadcast(Tensor numbers)
        {
            using var quiet = no_grad();
            var first = ranks.Exchange(rank, numbers, all => all[0].clone());
            numbers.copy_(first);
        }

        public void Barrier() => ranks.Wait();

        public void Abort(int code) => ranks._failed.Cancel();

        public void Dispose() { }

        private void Replace(Tensor numbers, Func<Tensor, Tensor, Tensor> both)
        {
            using var quiet = no_grad();
            var result = ranks.Exchange(rank, numbers, all => all.Aggregate(both));
            ranks.Wait();
            numbers.copy_(result);
        }
    }
}
