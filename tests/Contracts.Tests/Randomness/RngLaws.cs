using FsCheck;

namespace Contracts.Tests.Randomness;

[TestFixture]
public sealed class RngLaws
{
    private const int DrawsThatCountImages = 4;

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
        var first = random.Normal(images.Get);
        return !Same([random.Normal(images.Get)], [first]);
    }

    [Law]
    public bool Some_of_the_images_see_what_they_see_in_the_whole_batch(
        int seed,
        PositiveInt images,
        NonNegativeInt[] numbers
    )
    {
        using var scope = NewDisposeScope();
        long[] rows = [.. numbers.Select(number => (long)number.Get % images.Get), 0];
        var whole = Draws(Source(seed, images));
        var part = Draws(Source(seed, images).Only(rows));
        var rowsOfWhole = whole[..DrawsThatCountImages].Select(draw => draw.index_select(0, tensor(rows)));
        return Same([.. rowsOfWhole, .. whole[DrawsThatCountImages..]], part);
    }

    [Law]
    public bool Some_of_some_are_some_and_begin_at_the_first_draw(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Rng(new Seed(seed), 9);
        Draws(random);
        var someOfSome = random.Only([8, 1, 5, 5]).Only([2, 0]);
        return Same(Draws(someOfSome), Draws(new Rng(new Seed(seed), 9).Only([5, 8])));
    }

    [Law]
    public bool A_source_for_a_purpose_does_not_move_its_parent(int seed, PositiveInt images, NonNull<string> purpose)
    {
        using var scope = NewDisposeScope();
        var random = Source(seed, images);
        var drawn = Draws(random.For(purpose.Get));
        var untouched = Draws(Source(seed, images));
        return Same(Draws(random), untouched)
            && !Same(drawn, untouched)
            && Same(drawn, Draws(new Rng(new Seed(seed).For(purpose.Get), images.Get)));
    }

    [Law]
    public bool Uniform_values_lie_where_they_should(int seed, PositiveInt images)
    {
        using var scope = NewDisposeScope();
        var uniform = Source(seed, images).Uniform(images.Get, 8);
        var between = Source(seed, images).Between(-3, -2);
        return uniform.ge(0).logical_and(uniform.lt(1)).all().item<bool>()
            && between.ge(-3).logical_and(between.le(-2)).all().item<bool>();
    }

    [TestCase(new long[] { 3, 2 }), TestCase(new long[] { }), TestCase(new long[] { 2 })]
    public void A_draw_that_does_not_count_images_is_refused(long[] shape)
    {
        var random = new Rng(new Seed(1), 4);
        Func<long[], Tensor>[] draws = [random.Uniform, random.Normal, random.Only([0, 1, 2, 3]).Uniform];
        foreach (var draw in draws)
        {
            var problem = Assert.Throws<ProblemException>(() => draw(shape))!.Problem;
            Assert.That(problem.Code, Is.EqualTo("ROCL0350"));
            Assert.That(problem.What, Does.EndWith("the batch has 4."));
        }
    }

    private static Rng Source(int seed, PositiveInt images) => new(new Seed(seed), images.Get);

    /// <summary>
    /// One draw of every kind, in sequence; the first four have a row for each image.
    /// </summary>
    private static Tensor[] Draws(Rng random) =>
        [
            random.Uniform(random.Images, 2, 3),
            random.Between(-1, 2),
            random.Normal(random.Images, 5),
            random.Uniform(random.Images),
            random.Shared(3),
            random.Permutation(7),
        ];

    private static bool Same(Tensor[] left, Tensor[] right) =>
        left.Length == right.Length && left.Zip(right).All(pair => Tensors.Same(pair.First, pair.Second));
}
