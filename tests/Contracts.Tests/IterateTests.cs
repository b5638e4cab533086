using TorchSharp;

namespace Contracts.Tests;

public sealed class IterateTests
{
    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private sealed record Walk(Tensor Place, double Step)
    {
        // A property that computes: whoever reads it makes a tensor.
        public Tensor Distance => Place.abs();
    }

    private readonly record struct Pair(Tensor Left, Tensor Right);

    [Test]
    public void Five_thousand_iterations_hold_as_many_tensors_as_ten()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        var live = new List<long>();
        Iterate.Fold(
            5_000,
            (Place: zeros(4), Seen: ones(4), Best: (Loss: ones(1), At: 0)),
            (state, i) =>
            {
                live.Add(Live - before);
                return (
                    (state.Place + 1) * 2 / 2,
                    state.Seen,
                    (i % 3 == 0 ? state.Place.sum() + 1 : state.Best.Loss, i)
                );
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
        using (var end = Iterate.Fold(5, start, (x, _) => x + 1))
            Assert.That((end.sum().item<float>(), start.sum().item<float>()), Is.EqualTo((10f, 0f)));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(Live - before, Is.LessThanOrEqualTo(2), "the two sums above");
    }

    [Test]
    public void The_start_and_what_belongs_to_the_caller_are_never_freed()
    {
        using var scope = NewDisposeScope();
        var (start, other) = (zeros(2), ones(2));
        // Iteration 1 hands out a tensor of the caller, iteration 2 the start, iteration 3 leaves
        // both behind.
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
        Assert.That((start.IsInvalid, other.IsInvalid), Is.EqualTo((false, false)));
        Assert.That(
            (start.sum().item<float>(), other.sum().item<float>(), end.sum().item<float>()),
            Is.EqualTo((0f, 2f, 4f))
        );
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
        Assert.That((end.item<float>(), calls, Live - before), Is.EqualTo((7f, 7, 2)));
    }

    [Test]
    public void Records_structs_lists_and_what_they_hold_in_one_another_live_on()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        var start = (
            Walk: new Walk(zeros(1), 1),
            Pair: new Pair(zeros(1), zeros(1)),
            List: (IReadOnlyList<Tensor>)[zeros(1), zeros(1)],
            Name: "walk"
        );
        var end = Iterate.Fold(
            50,
            start,
            (state, _) =>
                (
                    state.Walk with
                    {
                        Place = state.Walk.Place + state.Walk.Step,
                    },
                    new Pair(state.Pair.Right + 1, state.Pair.Left + 1),
                    [.. state.List.Select(x => x + 1)],
                    state.Name
                )
        );
        Tensor[] all = [end.Walk.Place, end.Pair.Left, end.Pair.Right, .. end.List];
        Assert.That(all.Select(x => x.IsInvalid ? double.NaN : x.item<float>()), Is.All.EqualTo(50));
        Assert.That(Live - before, Is.EqualTo(10), "five tensors of the start, and five of the end");
    }

    [Test]
    public void One_tensor_twice_in_a_state_is_freed_once()
    {
        using var scope = NewDisposeScope();
        var start = zeros(1);
        var (left, right) = Iterate.Fold(
            9,
            (Left: start, Right: start),
            (state, _) => state.Left + 1 is var x ? (x, x) : state
        );
        Assert.That((left.item<float>(), ReferenceEquals(left, right)), Is.EqualTo((9f, true)));
    }

    [Test]
    public void An_iteration_that_throws_frees_what_it_made()
    {
        using var scope = NewDisposeScope();
        var before = Live;
        Assert.Throws<InvalidOperationException>(() =>
            Iterate.Fold(9, zeros(1), (x, i) => x + (i < 4 ? x + 1 : throw new InvalidOperationException()))
        );
        Assert.That(Live - before, Is.LessThanOrEqualTo(2), "the start and the last whole state");
    }
}
