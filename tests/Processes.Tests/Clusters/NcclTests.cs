using System.Runtime.CompilerServices;
using RoCL.Core.Ranks;
using RoCL.Runs.Ranks;
using Shared.Ranks;
using Shared.Toys;
using TorchSharp;

namespace Processes.Tests.Clusters;

/// <summary>
/// Ranks over NCCL: how the program calls it, by a library that stands in for it on the CPU.
/// </summary>
[Platform("Linux")]
public sealed class NcclTests
{
    private StandInNccl? _compiled;

    [OneTimeTearDown]
    public void Removes_what_was_compiled() => _compiled?.Dispose();

    [TestCase(2)]
    [TestCase(3)]
    public void Numbers_are_added_and_compared_and_gathered_and_sent(int world)
    {
        var found = Over(
            world,
            ranks =>
            {
                using var scope = NewDisposeScope();
                var own = ranks.Rank + 1;
                var sum = tensor(new[] { own, 0.5f });
                ranks.Sum(sum);
                var most = tensor(new[] { own, -(long)own });
                ranks.Max(most);
                var rows = ranks.Gather(full([2, 3], own, ScalarType.Float64));
                var first = tensor(new[] { 10L + own });
                ranks.Broadcast(first);
                ranks.Barrier();
                Assert.That(rows.shape, Is.EqualTo(new[] { 2L * world, 3 }));
                var all = cat([sum.to(ScalarType.Float64), most.to(ScalarType.Float64), rows.mean([1]), first]);
                return string.Join(' ', all.data<double>());
            }
        );
        var both = Enumerable.Range(1, world).SelectMany(own => new[] { own, own });
        var expected = $"{world * (world + 1) / 2} {world * 0.5} {world} -1 {string.Join(' ', both)} 11";
        Assert.That(found, Is.All.EqualTo(expected));
    }

    [Test]
    public void Numbers_that_do_not_lie_side_by_side_are_replaced_in_their_place()
    {
        var found = Over(
            2,
            ranks =>
            {
                using var whole = ones(2, 2);
                ranks.Sum(whole.t()[0]);
                return string.Join(' ', whole.data<float>());
            }
        );
        Assert.That(found, Is.All.EqualTo("2 1 2 1"));
    }

    [Test]
    public void A_piece_of_a_buffer_is_replaced_and_the_rest_of_it_is_not()
    {
        var found = Over(
            2,
            ranks =>
            {
                using var whole = ones(4);
                ranks.Sum(whole.narrow(0, 1, 2));
                return string.Join(' ', whole.data<float>());
            }
        );
        Assert.That(found, Is.All.EqualTo("1 2 2 1"));
    }

    [Test]
    public void A_training_has_the_bits_of_one_whose_ranks_are_connected_otherwise()
    {
        Assert.That(Trained(ranks => ranks), Is.EqualTo(Trained(ranks => Connected(ranks, Compiled()))).AsCollection);
    }

    [Test]
    public void A_rank_that_ends_all_lets_go_of_those_that_wait_and_they_say_so()
    {
        var library = Compiled();
        var fault = Assert.Throws<AggregateException>(() =>
            ThreadRanks.Run(
                2,
                others =>
                {
                    var ranks = Connected(others, library);
                    using var numbers = ones(1);
                    ranks.Sum(numbers);
                    if (ranks.Rank == 1)
                        ranks.Abort(1);
                    else
                        ranks.Sum(numbers);
                    return 0;
                }
            )
        )!;
        Assert.That(
            $"{((ProblemException)fault.InnerException!).Problem}",
            Does.StartWith("ROCL0936 NCCL, ").And.Contain("remote process exited (6)")
        );
    }

    [Test]
    public void Numbers_of_another_device_go_by_the_other_ranks()
    {
        var library = Compiled();
        var found = ThreadRanks.Run(
            2,
            others =>
            {
                var ranks = new Nccl(others, library, DeviceType.CUDA, () => Assert.Fail("No GPU is needed."));
                using var numbers = ones(1);
                ranks.Sum(numbers);
                return numbers.item<float>();
            }
        );
        Assert.That(found, Is.All.EqualTo(2));
    }

    [Test]
    public void An_identifier_has_the_size_of_that_in_c() => Assert.That(Unsafe.SizeOf<NcclId>(), Is.EqualTo(128));

    [TestCase("no-such-library.so", "is not there")]
    [TestCase("libc.so.6", "has no ncclGetVersion")]
    public void A_library_that_is_not_there_or_is_another_one_is_named(string name, string what)
    {
        var problem = NcclLibrary.Load(_ => name).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0933"));
        Assert.That(problem.What, Does.Contain($"{name} {what}"));
    }

    [Test, Category("Nccl")]
    public void The_library_of_this_machine_says_its_version_and_makes_an_identifier_or_says_why_not()
    {
        var loaded = NcclLibrary.Load(Environment.GetEnvironmentVariable);
        if (loaded.Problems.Length > 0)
            Assert.Ignore("NCCL is not installed on this machine.");
        var library = loaded.ValueOrThrow();
        Assert.That(library.Version, Is.GreaterThan(2_000));
        try
        {
            library.Check(library.NewId(out var id), "ncclGetUniqueId");
            Assert.That(NcclId.BytesOf(ref id).ContainsAnyExcept((byte)0));
        }
        catch (ProblemException fault)
        {
            Assert.That(fault.Problem.Code, Is.EqualTo("ROCL0936"));
        }
    }

    private NcclLibrary Compiled()
    {
        _compiled ??= StandInNccl.Compile();
        return _compiled.Library;
    }

    private T[] Over<T>(int world, Func<ICollective, T> work)
    {
        var library = Compiled();
        return ThreadRanks.Run(
            world,
            others =>
            {
                using var ranks = Connected(others, library);
                return work(ranks);
            }
        );
    }

    private static Nccl Connected(ICollective others, NcclLibrary library) =>
        new(others, library, DeviceType.CPU, () => { });

    private static string[] Trained(Func<ICollective, ICollective> connected)
    {
        using var first = new Toybox();
        using var second = new Toybox();
        Toybox[] boxes = [first, second];
        ThreadRanks.Run(
            2,
            others =>
            {
                var box = boxes[others.Rank];
                box.Model.Ranks.Join(box.Model, connected(others));
                return box.Train(0, 3);
            }
        );
        Assert.That(second.State(), Is.EqualTo(first.State()).AsCollection);
        return [.. first.State().Select(each => $"{each}")];
    }
}
