using FsCheck;

namespace Contracts.Tests.Randomness;

[TestFixture]
public sealed class SeedTests
{
    // Computed with another implementation of SHA-256. A change here changes every recorded run.
    [TestCase(0L, "init", 0L, 6732173703300031575L)]
    [TestCase(1L, "views.adv", 41L, -1283767244552280843L)]
    [TestCase(-5L, "données", 0L, 1221300767408244974L)]
    [TestCase(long.MaxValue, "", -1L, -5136358575981928886L)]
    public void A_seed_for_a_purpose_never_changes(long seed, string purpose, long index, long expected) =>
        Assert.That(new Seed(seed).For(purpose, index).Value, Is.EqualTo(expected));

    [Law]
    public bool Another_purpose_or_index_or_seed_is_another_seed(long seed, NonNull<string> purpose, long index)
    {
        var original = new Seed(seed).For(purpose.Get, index);
        return original != new Seed(seed).For(purpose.Get + "'", index)
            && original != new Seed(seed).For(purpose.Get, index + 1)
            && original != new Seed(seed + 1).For(purpose.Get, index);
    }
}
