namespace Contracts.Tests.Datasets;

[TestFixture, Laws(Arbitrary = [typeof(Collections)], MaxTest = 100)]
public sealed class SubsetLaws
{
    [Law]
    public bool Two_parts_share_no_image_and_are_the_whole_together_each_in_its_order(Collected data)
    {
        using var scope = NewDisposeScope();
        if (data.Images.Count == 1)
            return true;

        var (chosen, others) = Subset.Split(data.Images, data.PartCount, data.Seed);
        var chosenIndices = Collected.IndicesOf(chosen);
        var otherIndices = Collected.IndicesOf(others);
        var allIndices = Enumerable.Range(0, (int)data.Images.Count).Select(index => (long)index);
        return chosenIndices.Length == data.PartCount
            && chosenIndices.Order().SequenceEqual(chosenIndices)
            && otherIndices.Order().SequenceEqual(otherIndices)
            && chosenIndices.Concat(otherIndices).Order().SequenceEqual(allIndices);
    }

    [Law]
    public bool One_fraction_of_every_class_is_chosen_to_within_half_an_image(Collected data)
    {
        using var scope = NewDisposeScope();
        var counts = data.CountsOf(Subset.Of(data.Images, data.PartCount, data.Seed));
        var shares = counts.Zip(data.Sizes).Where(share => share.Second > 0).ToList();
        // A fraction f is rounded to a count c of a class of n if c - 1/2 ≤ f n ≤ c + 1/2.
        var least = shares.Max(share => (share.First - 0.5) / share.Second);
        var greatest = shares.Min(share => (share.First + 0.5) / share.Second);
        return least <= greatest + 1e-12;
    }

    [Law]
    public bool Classes_of_one_size_have_as_many_images_to_within_one(Collected data)
    {
        using var scope = NewDisposeScope();
        var ofOneSize = new Collected([.. data.Sizes.Select(_ => data.Sizes[0])], data.Cut, data.Seed);
        var counts = ofOneSize.CountsOf(Subset.Of(ofOneSize.Images, ofOneSize.PartCount, data.Seed));
        return counts.Max() - counts.Min() <= 1;
    }

    [Law]
    public bool A_balanced_part_has_as_many_of_every_class_to_within_one_whatever_their_sizes(Collected data)
    {
        using var scope = NewDisposeScope();
        var classes = data.Sizes.Length;
        var smallest = data.Sizes.Min();
        if (smallest == 0)
            return true;

        var wanted = classes + (int)(data.Cut * classes * (smallest - 1));
        var part = Subset.Balanced(data.Images, wanted, data.Seed);
        var counts = data.CountsOf(part);
        return part.Count == wanted
            && counts.Max() - counts.Min() <= 1
            && Collected.IndicesOf(part).Distinct().Count() == wanted;
    }

    [Law]
    public bool The_same_seed_chooses_the_same_part(Collected data)
    {
        using var scope = NewDisposeScope();
        // The data is made anew, so that nothing but the seed can carry the choice over.
        var sameData = new Collected(data.Sizes, data.Cut, data.Seed);
        var first = Subset.Of(data.Images, data.PartCount, data.Seed);
        var second = Subset.Of(sameData.Images, data.PartCount, data.Seed);
        return Collected.IndicesOf(first).SequenceEqual(Collected.IndicesOf(second));
    }

    [Law]
    public bool Every_image_keeps_its_pixels_and_its_class(Collected data)
    {
        using var scope = NewDisposeScope();
        string[] names = [.. data.Images.Classes.Where((_, label) => data.Sizes[label] > 0).Reverse()];
        var part = Subset.OfClasses(data.Images, names);
        var indices = Collected.IndicesOf(part);
        return part.Count == data.Sizes.Sum()
            && part.Classes.SequenceEqual(names)
            && indices.Select((index, i) => ClassOf(part, i) == ClassOf(data.Images, index)).All(same => same);
    }

    private static string ClassOf(IImages images, long index) =>
        images.Classes[(int)images.Labels![index].item<long>()];
}
