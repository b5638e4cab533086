using TorchSharp;

namespace Contracts.Tests;

public sealed class IterateTests
{
    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private sealed record Walk(Tensor Position, double Step)
    {
        // A computed property makes a new tensor each time that it is read.
        public Tensor Distance => Position.abs();
    }

    private readonly record struct Pair(Tensor Left, Tensor Right);

    private sealed record Best(Tensor Loss, int Iteration);

    private sealed record Search(Tensor Position, Tensor Constant, Best Best);

    private sealed record Mixture(Walk Walk, Pair Pair, IReadOnlyList<Tensor> List, string Name);

    [Test]
    public void Five_thousand_iterations_hold_as_many_tensors_as_ten()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        var live = new List<long>();
        Iterate.Fold(
            5_000,
            new Search(zeros(4), ones(4), new Best(ones(1), 0)),
            (state, i) =>
            {
                live.Add(Live - before);
                var loss = i % 3 == 0 ? state.Position.sum() + 1 : state.Best.Loss;
                return new Search((state.Position + 1) * 2 / 2, state.Constant, new Best(loss, i));
            }
        );
        Assert.That(live[4_999], Is.EqualTo(live[10]));
        Assert.That(live.Max(), Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void The_last_state_lives_in_the_scope_of_the_caller_and_nothing_else_is_left()
    {
        var before = Live;
        Tensor end;
        using (var scope = NewDisposeScope())
        {
            end = Iterate.Fold(5, zeros(2), (x, _) => x + 1 + zeros(2));
            Assert.That(end.data<float>().ToArray(), Is.EqualTo(new float[] { 5, 5 }));
            Assert.That(scope.Contains(end));
        }
        Assert.That(end.IsInvalid);
        Assert.That(Live, Is.EqualTo(before));
    }

    [Test]
    public void Without_a_scope_around_it_the_last_state_lives_and_nothing_else()
    {
        var before = Live;
        using (var start = zeros(2))
        {
            using var end = Iterate.Fold(5, start, (x, _) => x + 1);
            using var sumOfEnd = end.sum();
            using var sumOfStart = start.sum();
            Assert.That(sumOfEnd.item<float>(), Is.EqualTo(10));
            Assert.That(sumOfStart.item<float>(), Is.Zero);
        }
        Assert.That(Live, Is.EqualTo(before));
    }

    [Test]
    public void The_start_and_what_belongs_to_the_caller_are_never_freed()
    {
        using var scope = NewDisposeScope();
        var start = zeros(2);
        var other = ones(2);
        // Iteration 1 returns a tensor of the caller, iteration 2 the start; iteration 3 leaves
        // both.
        var end = Iterate.Fold(
            5,
            start,
            (x, i) =>
                i switch
                {
                    1 => other,
                    2 => start,
                    _ => x + 1,
                }
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(start.IsInvalid, Is.False);
            Assert.That(other.IsInvalid, Is.False);
            Assert.That(start.sum().item<float>(), Is.Zero);
            Assert.That(other.sum().item<float>(), Is.EqualTo(2));
            Assert.That(end.sum().item<float>(), Is.EqualTo(4));
        }
    }

    [Test]
    public void No_iteration_gives_the_start_back([Values(0, -3)] int times)
    {
        using var start = zeros(2);
        Assert.That(Iterate.Fold(times, start, (x, _) => x + 1), Is.SameAs(start));
    }

    [Test]
    public void A_condition_stops_the_loop_and_leaves_nothing_behind()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        var (end, calls) = Iterate.While(
            100,
            (X: zeros(1), Calls: 0),
            (state, _) => (state.X + 1, state.Calls + 1),
            state => (state.X * 1).lt(7).item<bool>()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(end.item<float>(), Is.EqualTo(7));
            Assert.That(calls, Is.EqualTo(7));
            Assert.That(Live - before, Is.EqualTo(2), "the start and the end");
        }
    }

    [Test]
    public void Records_structs_lists_and_what_they_hold_in_one_another_live_on()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        var start = new Mixture(new Walk(zeros(1), 1), new Pair(zeros(1), zeros(1)), [zeros(1), zeros(1)], "walk");
        var end = Iterate.Fold(
            50,
            start,
            (state, _) =>
                new Mixture(
                    new Walk(state.Walk.Position + state.Walk.Step, state.Walk.Step),
                    new Pair(state.Pair.Right + 1, state.Pair.Left + 1),
                    [.. state.List.Select(x => x + 1)],
                    state.Name
                )
        );
        Tensor[] all = [end.Walk.Position, end.Pair.Left, end.Pair.Right, .. end.List];
        Assert.That(all.Select(x => x.IsInvalid ? double.NaN : x.item<float>()), Is.All.EqualTo(50));
        Assert.That(Live - before, Is.EqualTo(10), "five tensors of the start, and five of the end");
    }

    [Test]
    public void One_tensor_twice_in_a_state_is_freed_once()
    {
        using var scope = NewDisposeScope();
        var start = zeros(1);
        var end = Iterate.Fold(
            9,
            new Pair(start, start),
            (state, _) =>
            {
                var next = state.Left + 1;
                return new Pair(next, next);
            }
        );
        Assert.That(end.Left.item<float>(), Is.EqualTo(9));
        Assert.That(end.Right, Is.SameAs(end.Left));
    }

    [Test]
    public void An_iteration_that_throws_frees_what_it_made()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        Assert.Throws<InvalidOperationException>(() =>
            Iterate.Fold(9, zeros(1), (x, i) => x + (i < 4 ? x + 1 : throw new InvalidOperationException()))
        );
        Assert.That(Live - before, Is.EqualTo(2), "the start and the last whole state");
    }
}
