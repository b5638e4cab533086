using RoCL.Core.Ahead;
using RoCL.Core.Recipes;

namespace Components.Tests.Evaluations;

/// <summary>Images of one class alone say nothing of a classifier: a warning.</summary>
public sealed class OnlyClassTests
{
    private const string Transfer = """
        {
          "use": "transfer", "by": "nearest-neighbours",
          "data": { "use": "subset", "of": "toy-brightness", "classes": ["{0}"] }
        }
        """;

    private static string[] Warnings(string evaluation, Func<ChosenImages, ChosenImages> choose)
    {
        var (plan, images) = ToyPlan.Of(evaluation);
        return
        [
            .. EvaluationsAhead
                .Look(plan, choose(images))
                .Warnings.Where(warning => warning.Code == "ROCL0298")
                .Select(warning => $"{warning.Where}: {warning.What}"),
        ];
    }

    [TestCase("linear")]
    [TestCase("nearest-neighbours")]
    [TestCase("""{ "use": "linear", "attack": "pgd", "threats": [{ "linf": 0.1 }] }""")]
    public void A_part_of_one_class_that_is_measured_on_is_named_once(string evaluation)
    {
        var only = "";
        var warned = Warnings(
            evaluation,
            images =>
            {
                only = images.Train.Classes[1];
                return new(Subset.OfClasses(images.Train, [only]), Subset.OfClasses(images.Measured, [only]));
            }
        );
        Assert.That(
            warned.Single(),
            Does.StartWith("toy.json: evaluate.0").And.EndsWith($"of one class alone, {only}.")
        );
        Assert.That(Warnings(evaluation, images => images), Is.Empty);
    }

    [Test]
    public void So_is_other_data_of_one_class()
    {
        var some = ToyPlan.Of("linear").Images.Train.Classes;
        var evaluation = Transfer.Replace("{0}", some[0], StringComparison.Ordinal);
        Assert.That(Warnings(evaluation, images => images).Single(), Does.EndWith($"of one class alone, {some[0]}."));
        var two = evaluation.Replace($"[\"{some[0]}\"]", $"[\"{some[0]}\", \"{some[1]}\"]", StringComparison.Ordinal);
        Assert.That(Warnings(two, images => images), Is.Empty);
    }
}
