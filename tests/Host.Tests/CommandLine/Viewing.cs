using System.Text.Json;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Listing;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Trust;
using Shared.Consoles;
using Shared.Plugins;

namespace Host.Tests.CommandLine;

public sealed class Viewing
{
    [Test]
    public void The_list_names_kind_summary_plugin_and_version_a_line_each()
    {
        var text = Terminal.Piped(console =>
            PluginsView.List(console, Places.CatalogueOf("SignMomentum", "NotANumber", "WrongShapeEncoder"))
        );
        var lines = text.Split('\n')[..5];
        var cells = lines.Select(line =>
            line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        Assert.That(
            cells.Select(line => string.Join(" | ", line)),
            Is.EqualTo(
                new[]
                {
                    "encoder",
                    "wrong-shape-encoder | Returns [N, C, H, W] instead of [N, F] | WrongShapeEncoder 1.2.3",
                    "attack",
                    "not-a-number | Returns NaN | NotANumber 1.2.3",
                    "sign-momentum | Momentum iterative FGSM, Dong et al. 2018 | SignMomentum 1.2.3",
                }
            )
        );
        Assert.That(
            lines
                .Where(line => line.EndsWith("1.2.3", StringComparison.Ordinal))
                .Select(line => line.LastIndexOf("  ", StringComparison.Ordinal))
                .Distinct()
                .Count(),
            Is.EqualTo(1)
        );
        Assert.That(text, Does.Not.Contain("cannot be used"));
    }

    [Test]
    public void The_list_says_what_cannot_be_used_and_why()
    {
        var text = Terminal.Piped(console =>
            PluginsView.List(console, Places.CatalogueOf("SignMomentum", "OtherContracts"))
        );
        Assert.That(
            text,
            Does.Contain("\ncannot be used\n  ROCL0211 plugin OtherContracts 1.2.3 (").And.Contain("sign-momentum")
        );
    }

    [Test]
    public void One_component_is_shown_in_full()
    {
        const string Decay = "How much of the past each step keeps; 0 is the plain iterative method.";
        var text = Terminal.Piped(console => Show(console, "SignMomentum"));
        Assert.That(
            text.ReplaceLineEndings("\n"),
            Is.EqualTo(
                $$"""
                sign-momentum: attack
                Momentum iterative FGSM, Dong et al. 2018

                  option      type          default  range
                  iterations  whole number  10       1 to 10000  How many steps, 1 or more.
                  step        number        "2/255"  0 to 1      How far each goes, in pixel units of images in [0, 1].
                  decay       number        1        0 to 10     {{Decay}}

                in a recipe
                  "attack": { "use": "sign-momentum", "iterations": 10, "step": "2/255", "decay": 1 }

                from SignMomentum 1.2.3, {{Path.Combine(Places.TestPlugin("SignMomentum"), "SignMomentum.dll")}}
                built against RoCL.Contracts 2.0; sha256 {{PluginHash.Of(Places.ComponentOf("SignMomentum").Plugin)}}
                named "SignMomentum/sign-momentum@1.2.3" in full

                """.ReplaceLineEndings("\n")
            )
        );
    }

    [Test]
    public void Of_two_releases_each_is_shown_with_the_name_that_it_needs()
    {
        var catalogue = Places.CatalogueOf("SignMomentumOne", "SignMomentumTwo");
        var text = Terminal.Piped(console =>
        {
            foreach (var component in catalogue.Named("sign-momentum"))
                PluginsView.Show(console, component, catalogue);
        });
        Assert.That(
            text,
            Does.Contain("{ \"use\": \"sign-momentum@1.0\", ").And.Contain("{ \"use\": \"sign-momentum@1.1\", ")
        );
        Assert.That(
            Terminal.Piped(console => PluginsView.List(console, catalogue)),
            Does.Contain("SignMomentum 1.0\n").And.Contain("SignMomentum 1.1\n")
        );
    }

    private static void Show(Spectre.Console.IAnsiConsole console, string plugin) =>
        PluginsView.Show(console, ComponentDocumentation.Add(Places.ComponentOf(plugin)), Places.CatalogueOf(plugin));

    [Test]
    public void A_component_without_options_says_so() =>
        Assert.That(Terminal.Piped(console => Show(console, "NotANumber")), Does.Contain("\nIt has no options.\n"));

    [Test]
    public void A_terminal_wraps_inside_columns_and_loses_no_word()
    {
        var text = Terminal.Shown(console => Show(console, "SignMomentum"));
        Assert.That(text.Split('\n').Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(80));
        Assert.That(Words(text), Is.EquivalentTo(Words(Terminal.Piped(console => Show(console, "SignMomentum")))));
    }

    private static PluginCatalogue All => Places.Catalogue(Places.BuiltPlugins, Places.TestPlugin("SignMomentum"));

    private static IEnumerable<string> Components =>
        All.Components.Select(component => component.QualifiedName).Distinct();

    [TestCaseSource(nameof(Components))]
    public void What_is_to_be_pasted_is_JSON_that_names_the_component(string name)
    {
        var named = All.Named(name).ToList();
        Assert.That(named, Is.Not.Empty);
        foreach (var component in named)
        {
            using var recipe = JsonDocument.Parse($"{{ {Snippet.Of(component, component.Name)} }}");
            Assert.That(recipe.RootElement.ToString(), Does.Contain($"\"use\": \"{component.Name}\""));
            foreach (var option in component.Options.Where(option => option.Required))
                Assert.That(recipe.RootElement.ToString(), Does.Contain($"\"{option.Name}\""));
        }
    }

    // A long path may be broken anywhere: only the letters count then.
    private static string Words(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)).Order());
}
