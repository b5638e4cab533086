using RoCL.Core;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>
/// What a recipe's <c>images</c> chooses of 90 training and 30 test images in three classes; an
/// image's pixel says its place.
/// </summary>
public sealed class ImagePartsTests
{
    private static PixelImages Data(Split split)
    {
        var count = split is Split.Train ? 90 : 30;
        return new(
            arange(count, ScalarType.Byte).view(count, 1, 1, 1),
            arange(count, ScalarType.Int64) % 3,
            ["red", "green", "blue"]
        );
    }

    private static Result<ChosenImages> TryOf(params string[] settings)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, settings);
        return recipe.Images.Of(Data, recipe.Source);
    }

    private static ChosenImages Of(params string[] settings) =>
        TryOf(settings).Match(parts => parts, problems => throw new AssertionException(problems[0].ToString()));

    private static int[] Places(IImages images) =>
        [
            .. images
                .Gather(arange(images.Count, ScalarType.Int64))
                .Images.data<float>()
                .ToArray()
                .Select(pixel => (int)Math.Round(255 * pixel)),
        ];

    [Test]
    public void Without_a_word_all_images_are_taken()
    {
        var (train, test) = Of();
        Assert.That((train.Count, test.Count), Is.EqualTo((90L, 30L)));
    }

    [Test]
    public void Numbers_alone_choose_what_the_recipes_seed_has_always_chosen()
    {
        var (train, test) = Of("images={\"train\":30,\"test\":6}", "seed=5");
        Assert.That(Places(train), Is.EqualTo(Places(Subset.Of(Data(Split.Train), 30, new Seed(5).For("train")))));
        Assert.That(Places(test), Is.EqualTo(Places(Subset.Of(Data(Split.Test), 6, new Seed(5).For("test")))));
    }

    [Test]
    public void A_seed_of_its_own_keeps_the_images_whatever_the_runs_seed()
    {
        int[] Chosen(string seed) => Places(Of("images={\"train\":30,\"seed\":7}", seed).Train);
        Assert.That(
            Chosen("seed=1"),
            Is.EqualTo(Chosen("seed=2")).And.EqualTo(Places(Of("images.train=30", "seed=7").Train))
        );
        Assert.That(Places(Of("images.train=30", "seed=1").Train), Is.Not.EqualTo(Chosen("seed=1")));
    }

    [Test]
    public void What_is_held_out_is_never_trained_on_and_is_measured_on_if_asked()
    {
        var (train, validation) = Of("images={\"validation\":30,\"train\":45,\"measureOn\":\"validation\"}");
        Assert.That((train.Count, validation.Count), Is.EqualTo((45L, 30L)));
        Assert.That(Places(train).Intersect(Places(validation)), Is.Empty);
        Assert.That(
            validation.Labels!.data<long>().ToArray().CountBy(label => label).Select(label => label.Value),
            Is.All.EqualTo(10)
        );
    }

    [Test]
    public void What_is_held_out_is_the_same_however_many_are_trained_on()
    {
        int[] Held(string train) =>
            Places(Of($"images={{\"validation\":30,{train}\"measureOn\":\"validation\"}}").Measured);
        Assert.That(Held("\"train\":20,"), Is.EqualTo(Held("")));
    }

    [Test]
    public void Held_out_images_are_left_out_of_training_where_test_images_are_measured_on_too()
    {
        var (train, test) = Of("images.validation=30");
        Assert.That((train.Count, test.Count), Is.EqualTo((60L, 30L)));
    }

    [Test]
    public void Test_images_are_not_opened_where_others_are_measured_on() =>
        Assert.That(
            ToyShelf
                .Read(ToyShelf.Rocl, "images={\"validation\":30,\"measureOn\":\"validation\"}")
                .Images.Of(
                    split => split is Split.Train ? Data(split) : throw new AssertionException("opened"),
                    "toy.json"
                )
                .Problems,
            Is.Empty
        );

    [Test]
    public void Classes_are_chosen_from_both_parts_before_images_are_counted()
    {
        var (train, test) = Of("images={\"classes\":[\"blue\",\"red\"],\"train\":20}");
        Assert.That(
            (train.Count, test.Count, train.Classes, test.Classes),
            Is.EqualTo((20L, 20L, new[] { "blue", "red" }, new[] { "blue", "red" }))
        );
        Assert.That(
            Places(train)
                .Zip(train.Labels!.data<long>().ToArray())
                .All(image => image.First % 3 == (image.Second == 0 ? 2 : 0))
        );
    }

    [TestCase("ROCL0114", "train=91", "toy.json: images.train", "91 images are wanted, and there are 90.")]
    [TestCase("ROCL0114", "test=31", "toy.json: images.test", "31 images")]
    [TestCase("ROCL0114", "validation=100", "toy.json: images.validation", "100 images")]
    [TestCase("ROCL0125", "validation=90", "toy.json: images.validation", "none is left")]
    [TestCase(
        "ROCL0124",
        "classes=[\"red\",\"gren\"]",
        "toy.json: images.classes",
        "no class 'gren'. Take some of its"
    )]
    [TestCase("ROCL0124", "classes=[\"red\",\"red\"]", "toy.json: images.classes", "twice")]
    public void An_impossible_part_is_reported_where_it_is_asked_for(
        string code,
        string setting,
        string where,
        string what
    )
    {
        var problem = TryOf($"images.{setting}").Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, where)));
        Assert.That($"{problem.What} {problem.Remedy}", Does.Contain(what));
    }

    [Test]
    public void More_than_what_is_held_out_leaves_are_too_many() =>
        Assert.That(
            TryOf("images={\"validation\":30,\"train\":61}").Problems.Single().Where,
            Is.EqualTo("toy.json: images.train")
        );

    [TestCase("ROCL0104", "images.measure=test", "toy.json: images.measure")]
    [TestCase("ROCL0105", "images.measureOn=validation", "toy.json: images.validation")]
    [TestCase("ROCL0105", "images.classes=[]", "toy.json: images.classes")]
    [TestCase("ROCL0106", "images.classes=[3]", "toy.json: images.classes.0")]
    [TestCase("ROCL0107", "images.train=0", "toy.json: images.train")]
    [TestCase("ROCL0107", "images.validation=0", "toy.json: images.validation")]
    [TestCase("ROCL0107", "images.seed=-1", "toy.json: images.seed")]
    [TestCase("ROCL0122", "images.measureOn=train", "toy.json: images.measureOn")]
    public void A_mistake_in_the_block_is_reported_with_its_key(string code, string setting, string where)
    {
        var problem = ToyShelf.TryRead(ToyShelf.Rocl, setting).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, where)), problem.ToString());
    }
}
