using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;
using Shared.Plugins;

namespace Plugins.Tests.Catalogue;

public sealed class Naming
{
    [Test]
    public void A_missing_component_is_one_line_that_says_where_was_looked_and_what_there_is()
    {
        using var folder = new PluginsFolder("SignMomentum", "NotANumber");
        var problem = Places
            .Catalogue(folder.Root)
            .Find(ComponentKind.Attack, "sign-momentun", "views.adv.attack")
            .Problems.Single();
        Assert.That(
            problem.ToString(),
            Does.StartWith(
                    "ROCL0202 views.adv.attack: No attack is called \"sign-momentun\"; plugins were looked for in "
                )
                .And.Contain($", {folder.Root}. Did you mean \"sign-momentum\"? Known: not-a-number, sign-momentum.")
        );
        Assert.That(problem.ToString(), Does.Not.Contain("\n"));
    }

    [Test]
    public void The_right_name_in_the_wrong_place_is_reported_as_such() =>
        Assert.That(
            Places
                .CatalogueOf("SignMomentum")
                .Find(ComponentKind.Loss, "sign-momentum", "here")
                .Problems.Single()
                .Remedy,
            Is.EqualTo("That is the name of a component for another place: attack. Known: none.")
        );

    [Test]
    public void Where_there_is_none_of_a_kind_the_problem_says_so() =>
        Assert.That(
            Places.Catalogue().Find(ComponentKind.Attack, "pgd", "here").Problems.Single().Remedy,
            Is.EqualTo("No plugin there has any attack: build one, or name it by --plugin.")
        );

    [Test]
    public void A_file_that_could_not_be_read_may_be_why_and_is_mentioned()
    {
        using var folder = new PluginsFolder();
        var file = folder.Write("Attacks/Attacks.dll", [1, 2, 3]);
        Assert.That(
            Places.Catalogue(folder.Root).Find(ComponentKind.Attack, "pgd", "here").Problems.Single().What,
            Does.EndWith($"{folder.Root}; unreadable: ROCL0210 {file}.")
        );
    }

    [Test]
    public void A_name_that_two_plugins_have_is_a_problem_only_when_it_is_used()
    {
        var catalogue = Places.CatalogueOf("NeedsDependencyOne", "NeedsDependencyTwo");
        Assert.That(catalogue.Problems, Is.Empty);
        var problem = catalogue.Find(ComponentKind.Attack, "dependent", "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0203"));
        Assert.That(
            problem.What,
            Does.Contain("NeedsDependencyOne/dependent 1.2.3 (").And.Contain("NeedsDependencyTwo/dependent 1.2.3 (")
        );
        Assert.That(
            problem.Remedy,
            Is.EqualTo("Write \"NeedsDependencyOne/dependent\" or \"NeedsDependencyTwo/dependent\".")
        );
    }

    [Test]
    public void A_qualified_name_settles_a_clash() =>
        Assert.That(
            Places
                .CatalogueOf("NeedsDependencyOne", "NeedsDependencyTwo")
                .Find(ComponentKind.Attack, "NeedsDependencyTwo/dependent", "here"),
            Is.InstanceOf<Result<ComponentDescription>.Ok>()
        );

    [Test]
    public void The_same_folder_twice_is_once() =>
        Assert.That(
            Places.CatalogueOf("SignMomentum", "SignMomentum/").Find(ComponentKind.Attack, "sign-momentum", "here"),
            Is.InstanceOf<Result<ComponentDescription>.Ok>()
        );

    [Test]
    public void Copies_of_a_plugin_are_one()
    {
        using var folder = new PluginsFolder("SignMomentum");
        var catalogue = Places.Catalogue(folder.Root, Places.TestPlugin("SignMomentum"));
        Assert.That(catalogue.Named("sign-momentum").Count(), Is.EqualTo(1));
        Assert.That(
            catalogue.Find(ComponentKind.Attack, "SignMomentum/sign-momentum@1.2.3", "here"),
            Is.InstanceOf<Result<ComponentDescription>.Ok>()
        );
    }

    private static PluginCatalogue Two => Places.CatalogueOf("SignMomentumOne", "SignMomentumTwo");

    private static string HashOf(string plugin) =>
        PluginHash.Of(new("SignMomentum", "", Path.Combine(Places.TestPlugin(plugin), "SignMomentum.dll")));

    private static IEnumerable<TestCaseData> Names()
    {
        foreach (var (plugin, release) in new[] { ("SignMomentumOne", "1.0"), ("SignMomentumTwo", "1.1") })
        {
            foreach (
                var name in new[]
                {
                    $"sign-momentum@{release}",
                    $"SignMomentum/sign-momentum@{release}",
                    $"sign-momentum@{release}.0",
                    $"sign-momentum@{HashOf(plugin)[..6]}",
                    $"SignMomentum/sign-momentum@{HashOf(plugin).ToUpperInvariant()}",
                }
            )
            {
                yield return new TestCaseData(name, plugin).SetName(
                    $"{{m}}({name.Split('@')[0]}, {plugin}, {name.Length})"
                );
            }
        }
    }

    [TestCaseSource(nameof(Names))]
    public void A_version_or_a_hash_tells_two_releases_of_a_plugin_apart(string name, string plugin) =>
        Assert.That(
            Two.Find(ComponentKind.Attack, name, "here")
                .Match(found => found.Plugin.Path, problems => $"{problems[0]}"),
            Does.StartWith(Places.TestPlugin(plugin))
        );

    [TestCase("sign-momentum")]
    [TestCase("SignMomentum/sign-momentum")]
    public void A_name_that_two_releases_have_is_answered_with_what_to_write(string name)
    {
        var problem = Two.Find(ComponentKind.Attack, name, "here").Problems.Single();
        Assert.That(
            (problem.Code, problem.Remedy),
            Is.EqualTo(("ROCL0203", "Write \"sign-momentum@1.0\" or \"sign-momentum@1.1\"."))
        );
        Assert.That(Two.Problems, Is.Empty, "nobody else has to care");
    }

    [TestCase("1.2")]
    [TestCase("000000")]
    [TestCase("abcde", "6 digits are needed")]
    public void A_version_that_is_not_there_is_reported_with_those_that_are(string version, string others = "")
    {
        var problem = Two.Find(ComponentKind.Attack, $"sign-momentum@{version}", "here").Problems.Single();
        Assert.That(
            (problem.Code, problem.Remedy),
            Is.EqualTo(
                ("ROCL0266", "Write \"sign-momentum@1.0\" or \"sign-momentum@1.1\", or bring that version by --plugin.")
            )
        );
        Assert.That(problem.What, Does.Contain("SignMomentum/sign-momentum 1.1 (").And.Contain(others));
    }

    [Test]
    public void Two_builds_of_the_same_name_and_version_differ_by_their_hashes()
    {
        using var folder = new PluginsFolder("SignMomentum");
        folder.Write("SignMomentum/another.dll", [1]);
        var catalogue = Places.Catalogue(folder.Root, Places.TestPlugin("SignMomentum"));
        var problem = catalogue.Find(ComponentKind.Attack, "sign-momentum@1.2.3", "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0264"));
        Assert.That(problem.What, Does.StartWith("Several builds call themselves SignMomentum 1.2.3: "));
        var found = problem
            .Remedy.Split('"')
            .Where(part => part.Contains('@'))
            .Select(name =>
                catalogue
                    .Find(ComponentKind.Attack, name, "here")
                    .Match(component => component.Plugin.Path, problems => $"{problems[0]}")
            );
        Assert.That(
            found.Select(Path.GetDirectoryName),
            Is.EquivalentTo(new[] { Path.Combine(folder.Root, "SignMomentum"), Places.TestPlugin("SignMomentum") })
        );
    }
}
