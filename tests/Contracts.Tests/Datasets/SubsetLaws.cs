namespace Contracts.Tests.Datasets;

[TestFixture, Laws(Arbitrary = [typeof(Collections)], MaxTest = 100)]
public sealed class SubsetLaws
{
    [Law]
    public bool Two_parts_share_no_image_and_are_the_whole_together_each_in_its_order(Collected of)
    {
        using var scope = NewDisposeScope();
        if (of.Images.Count == 1)
            return true;
        var (chosen, others) = Subset.Split(of.Images, of.Part, of.Seed);
        var (ours, theirs) = (Collected.Places(chosen), Collected.Places(others));
        return ours.Length == of.Part
            && ours.Order().SequenceEqual(ours)
            && theirs.Order().SequenceEqual(theirs)
            && ours.Concat(theirs)
                .Order()
                .SequenceEqual(Enumerable.Range(0, (int)of.Images.Count).Select(i => (long)i));
    }

    [Law]
    public bool One_fraction_of_every_class_is_chosen_to_within_one_image(Collected of)
    {
        using var scope = NewDisposeScope();
        var shares = of.Counts(Subset.Of(of.Images, of.Part, of.Seed))
            .Zip(of.Sizes)
            .Where(share => share.Second > 0)
            .ToList();
        var (least, most) = (
            shares.Max(share => (share.First - 0.5) / share.Second),
            shares.Min(share => (share.First + 0.5) / share.Second)
        );
        return least <= most + 1e-12;
    }

    [Law]
    public bool Classes_of_one_size_have_as_many_images_to_within_one(Collected of)
    {
        using var scope = NewDisposeScope();
        var alike = new Collected([.. of.Sizes.Select(_ => of.Sizes[0])], of.Cut, of.Seed);
        var counts = alike.Counts(Subset.Of(alike.Images, alike.Part, of.Seed));
        return counts.Max() - counts.Min() <= 1;
    }

    [Law]
    public bool A_balanced_part_has_as_many_of_every_class_to_within_one_whatever_their_sizes(Collected of)
    {
        using var scope = NewDisposeScope();
        var (classes, least) = (of.Sizes.Length, of.Sizes.Min());
        if (least == 0)
            return true;
        var wanted = classes + (int)(of.Cut * classes * (least - 1));
        var part = Subset.Balanced(of.Images, wanted, of.Seed);
        var counts = of.Counts(part);
        return part.Count == wanted
            && counts.Max() - counts.Min() <= 1
            && Collected.Places(part).Distinct().Count() == wanted;
    }

    [Law]
    public bool The_same_seed_chooses_the_same_part(Collected of)
    {
        using var scope = NewDisposeScope();
        return Collected
            .Places(Subset.Of(of.Images, of.Part, of.Seed))
            .SequenceEqual(Collected.Places(Subset.Of(of.Images, of.Part, of.Seed)));
    }

    [Law]
    public bool Every_image_keeps_its_pixels_and_its_class(Collected of)
    {
        using var scope = NewDisposeScope();
        string[] names = [.. of.Images.Classes.Where((_, label) => of.Sizes[label] > 0).Reverse()];
        var part = Subset.OfClasses(of.Images, names);
        var places = Collected.Places(part);
        string Name(IImages images, long at) => images.Classes[(int)images.Labels![at].item<long>()];
        return part.Count == of.Sizes.Sum()
            && part.Classes.SequenceEqual(names)
            && places.Select((place, at) => Name(part, at) == Name(of.Images, place)).All(same => same);
    }
}
