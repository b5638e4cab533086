using Microsoft.Extensions.Time.Testing;
using RoCL.Core.Guards;
using RoCL.Runs.Machine;

namespace Runs.Tests.Machine;

/// <summary>Garbage is collected between calls, and not within them.</summary>
[NonParallelizable]
public sealed class QuietCollectionsTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public void Nothing_is_collected_within_a_call_and_garbage_is_between_two()
    {
        using var quiet = QuietCollections.Begin(new FakeTimeProvider());
        for (var call = 0; call < 3; call++)
        {
            var before = GC.CollectionCount(0);
            Allocate(20 * Megabyte);
            Assert.That(GC.CollectionCount(0), Is.EqualTo(before), $"call {call}");
            WorkTrace.Source.Write(WorkTrace.GetsOn, null);
            Assert.That(GC.CollectionCount(0), Is.GreaterThan(before), $"after call {call}");
        }
    }

    [Test]
    public void A_call_that_allocates_more_than_there_is_room_for_goes_on_and_the_next_one_is_quiet_again()
    {
        using var quiet = QuietCollections.Begin(new FakeTimeProvider());
        Allocate(500 * Megabyte);
        WorkTrace.Source.Write(WorkTrace.GetsOn, null);
        var before = GC.CollectionCount(0);
        Allocate(8 * Megabyte);
        Assert.That(GC.CollectionCount(0), Is.EqualTo(before));
    }

    [Test]
    public void Afterwards_garbage_is_collected_as_ever()
    {
        using (QuietCollections.Begin(new FakeTimeProvider()))
            Allocate(Megabyte);
        Assert.That(System.Runtime.GCSettings.LatencyMode, Is.Not.EqualTo(System.Runtime.GCLatencyMode.NoGCRegion));
    }

    private static void Allocate(int bytes)
    {
        const int piece = 1000;
        for (var made = 0; made < bytes; made += piece)
            GC.KeepAlive(new byte[piece]);
    }
}
