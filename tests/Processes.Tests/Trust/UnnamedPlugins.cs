using Processes.Tests.Runs;
using Shared.Plugins;

namespace Processes.Tests.Trust;

/// <summary>Plugins that lie near a run and that nobody named, at the real program.</summary>
public sealed class UnnamedPlugins
{
    [Test]
    public void A_plugin_that_nobody_named_is_not_loaded_wherever_it_lies()
    {
        using var rocl = new Rocl();
        foreach (
            var place in new[]
            {
                ".",
                "plugins/SignMomentum",
                "SignMomentum",
                "recipes/SignMomentum",
                "recipes/plugins/SignMomentum",
                "run/SignMomentum",
                "run/plugins/SignMomentum",
            }
        )
        {
            Directory.CreateDirectory(rocl[place]);
            foreach (var file in Directory.GetFiles(Places.TestPlugin("SignMomentum")))
                File.Copy(file, Path.Combine(rocl[place], Path.GetFileName(file)));
        }
        foreach (var recipe in new[] { "recipes/r.json", "run/recipe.json" })
        {
            File.WriteAllText(
                rocl[recipe],
                """{ "extends": "demo-rocl", "views": { "adv": { "attack": { "use": "sign-momentum" } } } }"""
            );
            var ended = rocl.Run("run", recipe.StartsWith("run", StringComparison.Ordinal) ? "run" : recipe);
            Assert.That(
                ended.ErrorLines.Single(),
                Does.StartWith("error ROCL0202 ")
                    .And.Contain(
                        "views.adv.attack.use: No attack is called \"sign-momentum\"; "
                            + $"plugins were looked for in {Places.BuiltPlugins}."
                    )
            );
        }
    }
}
