using Shared.Toys;

namespace Core.Tests.Recipes;

public sealed class OptionsInRecipes
{
    [TestCase("\"widths\":[8,null]", "ROCL0106", "widths.1", "Write a whole number.")]
    [TestCase("\"words\":[null]", "ROCL0106", "words.0", "Write a text.")]
    [TestCase("\"split\":\"\"", "ROCL0122", "split", "train, test")]
    [TestCase("\"many\":9007199254740993", "ROCL0107", "many", "-9007199254740992 to 9007199254740992")]
    public void What_would_become_another_value_is_refused(string option, string code, string key, string remedy)
    {
        var problem = ToyShelf.TryRead(ToyShelf.Rocl, View(option)).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, $"toy.json: views.a.augment.0.{key}")));
        Assert.That(problem.Remedy, Does.Contain(remedy));
    }

    [TestCase("9007199254740992")]
    [TestCase("-9007199254740992")]
    public void A_long_is_as_great_as_JSON_keeps_it(string written) =>
        Assert.That(ToyShelf.TryRead(ToyShelf.Rocl, View($"\"many\":{written}")).Problems, Is.Empty);

    private static string View(string option) => $"views.a.augment=[{{\"use\":\"toy-options\",{option}}}]";
}
