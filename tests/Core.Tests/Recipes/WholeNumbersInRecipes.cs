using System.Text.Json.Nodes;
using RoCL.Core.Numbers;
using Shared.Toys;

namespace Core.Tests.Recipes;

/// <summary>Whole numbers are kept to the last digit, or refused in one message.</summary>
public sealed class WholeNumbersInRecipes
{
    [TestCase("9007199254740992", 1L << 53)]
    [TestCase("9007199254740991", (1L << 53) - 1)]
    [TestCase("\"9007199254740991\"", (1L << 53) - 1)]
    [TestCase("1e3", 1000)]
    [TestCase("7.0", 7)]
    [TestCase("\"14/2\"", 7)]
    [TestCase("-0", 0)]
    [TestCase("-0.0", 0)]
    public void A_whole_number_is_taken_however_it_is_written(string written, long seed)
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl, $"seed={written}");
        Assert.That((recipe.Seed, recipe.Images.Seed), Is.EqualTo((seed, new Seed(seed))));
    }

    [TestCase("seed", "9007199254740993", "from 0 to 9007199254740992")]
    [TestCase("seed", "\"9007199254740993\"", "from 0 to 9007199254740992")]
    [TestCase("seed", "99999999999999999999", "from 0 to 9007199254740992")]
    [TestCase("seed", "1e400", "from 0 to 9007199254740992")]
    [TestCase("seed", "-1", "from 0 to 9007199254740992")]
    [TestCase("images.seed", "9007199254740993", "from 0 to 9007199254740992")]
    [TestCase("images.train", "1000000000000.5", "from 1 to 1000000000000")]
    [TestCase("train.epochs", "99999999999999999999", "from 0 to 1000000")]
    public void One_beyond_the_range_is_refused_once_as_it_is_written(string key, string written, string range)
    {
        var problem = ToyShelf.TryRead(ToyShelf.Rocl, $"{key}={written}").Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0107", $"toy.json: {key}")));
        Assert.That(problem.What, Does.Contain($"The number {written.Trim('"')} is out of range."));
        Assert.That(problem.Remedy, Does.Contain(range));
    }

    [TestCase("seed", "0.5")]
    [TestCase("images.seed", "1/3")]
    [TestCase("seed", "5.00000000000000000001")]
    [TestCase("train.epochs", "2.00000000000000000001")]
    [TestCase("views.adv.attack.iterations", "2.00000000000000000001")]
    public void A_fraction_that_is_too_small_to_be_read_is_no_whole_number(string key, string written)
    {
        var problem = ToyShelf.TryRead(ToyShelf.Rocl, $"{key}={written}").Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0106", $"toy.json: {key}")));
        Assert.That(problem.What, Is.EqualTo($"The number {written} is not whole."));
    }

    [TestCase("2", ExpectedResult = 2L)]
    [TestCase("2.0", ExpectedResult = 2L)]
    [TestCase("2e0", ExpectedResult = 2L)]
    [TestCase("\"2\"", ExpectedResult = 2L)]
    [TestCase("9223372036854775807", ExpectedResult = long.MaxValue)]
    [TestCase("9223372036854775808", ExpectedResult = null)]
    [TestCase("2.5", ExpectedResult = null)]
    [TestCase("[2]", ExpectedResult = null)]
    [TestCase("null", ExpectedResult = null)]
    public long? A_recorded_number_is_read_as_a_recipe_reads_it(string json) => ExactNumber.Whole(JsonNode.Parse(json));
}
