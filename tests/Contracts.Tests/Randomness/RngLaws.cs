using FsCheck;

namespace Contracts.Tests.Randomness;

[TestFixture]
public sealed class RngLaws
{
    private static Rng Source(int seed, PositiveInt images) => new(new Seed(seed), images.Get);

    /// <summary>One draw of every kind, in a row.</summary>
    private static Tensor[] Draws(Rng random) =>
        [
            random.Uniform(random.Images, 2, 3),
            random.Between(-1, 2),
            random.Normal(random.Images, 5),
            random.Uniform(random.Images),
            random.Shared(3),
            random.Permutation(7),
        ];

    private static bool Same(IEnumerable<Tensor> left, IEnumerable<Tensor> right) =>
        left.Zip(right).All(pair => pair.First.equal(pair.Second).all().item<bool>());

    [Law]
    public bool The_same_seed_gives_the_same_draws(int seed, PositiveInt images)
    {
        using var scope = NewDisposeScope();
        return Same(Draws(Source(seed, images)), Draws(Source(seed, images)));
    }

    [Law]
    public bool Another_seed_gives_other_draws(int seed, PositiveInt images)
    {
        using var scope = NewDisposeScope();
        return !Same(Draws(Source(seed, images)), Draws(Source(seed + 1, images)));
    }

    [Law]
    public bool A_second_draw_is_not_the_first_again(int seed, PositiveInt images)
    {
        using var scope = NewDisposeScope();
        var random = Source(seed, images);
        return !Same([random.Normal(images.Get)], [random.Normal(images.Get)]);
    }

    [Law]
    public bool Some_of_the_images_see_what_they_see_in_the_whole_batch(
        int seed,
        PositiveInt images,
        NonNegativeInt[] places
    )
    {
        using var scope = NewDisposeScope();
        var rows = places.Select(place => (long)place.Get % images.Get).Append(0).ToArray();
        var (whole, part) = (Draws(Source(seed, images)), Draws(Source(seed, images).Only(rows)));
        return Same(whole[..4].Select(draw => draw.index_select(0, tensor(rows))), part[..4])
            && Same(whole[4..], part[4..]);
    }

    [Law]
    public bool Some_of_some_are_some_and_begin_at_the_first_draw(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Rng(new Seed(seed), 9);
        Draws(random);
        return Same(Draws(random.Only([8, 1, 5, 5]).Only([2, 0])), Draws(new Rng(new Seed(seed), 9).Only([5, 8])));
    }

    [Law]
    public bool A_source_for_a_purpose_does_not_move_its_parent(int seed, PositiveInt images, string purpose)
    {
        using var scope = NewDisposeScope();
        var random = Source(seed, images);
        var child = random.For(purpose ?? "");
        var drawn = Draws(child);
        return Same(Draws(random), Draws(Source(seed, images)))
            && !Same(drawn, Draws(Source(seed, images)))
            && Same(drawn, Draws(new Rng(new Seed(seed).For(purpose ?? ""), images.Get)));
    }

    [Law]
    public bool Uniform_values_lie_where_they_should(int seed, PositiveInt images)
    {
        using var scope = NewDisposeScope();
        var (uniform, between) = (Source(seed, images).Uniform(images.Get, 8), Source(seed, images).Between(-3, -2));
        return uniform.ge(0).logical_and(uniform.lt(1)).all().item<bool>()
            && between.ge(-3).logical_and(between.le(-2)).all().item<bool>();
    }

    [TestCase(new long[] { 3, 2 }), TestCase(new long[] { }), TestCase(new long[] { 2 })]
    public void A_draw_that_does_not_count_images_is_refused(long[] shape)
    {
        var random = new Rng(new Seed(1), 4);
        foreach (
            var draw in new Func<long[], Tensor>[] { random.Uniform, random.Normal, random.Only([0, 1, 2, 3]).Uniform }
        )
        {
            Assert.That(
                () => draw(shape),
                Throws
                    .TypeOf<ProblemException>()
                    .With.Property(nameof(ProblemException.Problem))
                    .Property(nameof(Problem.Code))
                    .EqualTo("ROCL0350")
            );
        }
    }
}
