using RoCL.Core;

namespace Host.Tests.Plugins;

public sealed class Naming
{
    [Test]
    public void A_missing_component_is_one_line_that_says_where_was_looked_and_what_there_is()
    {
        using var folder = new PluginsFolder("SignMomentum", "NotANumber");
        var problem = Places.Catalogue(folder.Root).Find(ComponentKind.Attack, "sign-momentun", "views.adv.attack").Problems.Single();
        Assert.That(problem.ToString(), Does.StartWith("ROCL0202 views.adv.attack: no attack is called \"sign-momentun\"; plugins were looked for in ")
            .And.Contain($", {folder.Root}. Did you mean \"sign-momentum\"? Known: not-a-number, sign-momentum."));
        Assert.That(problem.ToString(), Does.Not.Contain("\n"));
    }

    [Test]
    public void The_right_name_in_the_wrong_place_is_told_so() => Assert.That(
        Places.CatalogueOf("SignMomentum").Find(ComponentKind.Loss, "sign-momentum", "here").Problems.Single().Remedy,
        Is.EqualTo("That is the name of a component for another place: attack. Known: none."));

    [Test]
    public void Where_there_is_none_of_a_kind_that_is_told() => Assert.That(
        Places.Catalogue().Find(ComponentKind.Attack, "pgd", "here").Problems.Single().Remedy,
        Is.EqualTo("No plugin there has any attack: build one, or name it by --plugin."));

    [Test]
    public void A_file_that_could_not_be_read_may_be_why_and_is_mentioned()
    {
        using var folder = new PluginsFolder();
        var file = folder.Write("Attacks/Attacks.dll", [1, 2, 3]);
        Assert.That(Places.Catalogue(folder.Root).Find(ComponentKind.Attack, "pgd", "here").Problems.Single().What,
            Does.EndWith($"{folder.Root}; unreadable: ROCL0210 {file}."));
    }

    [Test]
    public void A_name_that_two_plugins_have_is_a_problem_only_when_it_is_used()
    {
        var catalogue = Places.CatalogueOf("NeedsDependencyOne", "NeedsDependencyTwo");
        Assert.That(catalogue.Problems, Is.Empty);
        var problem = catalogue.Find(ComponentKind.Attack, "dependent", "here").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0203"));
        Assert.That(problem.What, Does.Contain("NeedsDependencyOne/dependent 1.2.3 (").And.Contain("NeedsDependencyTwo/dependent 1.2.3 ("));
        Assert.That(problem.Remedy, Is.EqualTo("Say which: \"NeedsDependencyOne/dependent\"."));
    }

    [Test]
    public void A_qualified_name_settles_a_clash() => Assert.That(
        Places.CatalogueOf("NeedsDependencyOne", "NeedsDependencyTwo").Find(ComponentKind.Attack, "NeedsDependencyTwo/dependent", "here"),
        Is.InstanceOf<Result<ComponentDescription>.Ok>());

    [Test]
    public void The_same_folder_twice_is_once() => Assert.That(
        Places.CatalogueOf("SignMomentum", "SignMomentum/").Find(ComponentKind.Attack, "sign-momentum", "here"), Is.InstanceOf<Result<ComponentDescription>.Ok>());

    [Test]
    public void Two_copies_of_a_plugin_are_two()
    {
        using var folder = new PluginsFolder("SignMomentum");
        var catalogue = Places.Catalogue(folder.Root, Places.TestPlugin("SignMomentum"));
        foreach (var name in new[] { "sign-momentum", "SignMomentum/sign-momentum" })
            Assert.That(catalogue.Find(ComponentKind.Attack, name, "here").Problems.Single().Remedy, Is.EqualTo("Leave only one of them in the plugins' folders."));
    }
}
