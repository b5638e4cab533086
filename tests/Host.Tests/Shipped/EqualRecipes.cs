using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Runs.Recipes;
using Shared.Plugins;

namespace Host.Tests.Shipped;

/// <summary>A recipe is a value: equal text, equal value.</summary>
public sealed class EqualRecipes
{
    [TestCaseSource(typeof(ShippedRecipes), nameof(ShippedRecipes.Names))]
    public void Read_twice_from_equal_text_it_is_equal(string name)
    {
        // Everything is read again, the plugins' metadata too.
        var first = Read(name);
        var second = Read(name);
        Assert.That(first, Is.Not.SameAs(second));
        Assert.That(first.Equals(second));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }

    [TestCase("seed=7")]
    [TestCase("optimizer.lr=0.123")]
    [TestCase("views.adv.attack.iterations=3")]
    [TestCase("views.adv.threat.linf=3/255")]
    [TestCase("loss.0.temperature=0.25")]
    [TestCase("heads.projector.layers=[7]")]
    [TestCase("train.epochs=77")]
    [TestCase("evaluate=[]")]
    [TestCase("checkpoints.keep=9")]
    public void Another_setting_is_another_recipe(string setting) =>
        Assert.That(Read("rocl", setting).Equals(Read("rocl")), Is.False);

    private static Recipe Read(string name, params string[] settings) =>
        RecipeFiles
            .Load(name, settings)
            .Then(document => RecipeReader.Read(name, name, document, Places.Catalogue(Places.BuiltPlugins)))
            .ValueOrThrow();
}
