using System.IO.Compression;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Copies;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Plugins;

namespace Suites.Tests.Trust;

/// <summary>
/// A run keeps the code of its plugins, and goes on with it whatever becomes of the originals.
/// </summary>
public sealed class KeepingPlugins
{
    private string _cache = "";
    private string _root = "";
    private PluginsFolder _plugins = null!;
    private RunFolder _run = null!;
    private PluginRecord _recorded = null!;

    private string Original => Path.Combine(_plugins.Root, "SignMomentum");

    // Copies are named by where their originals lie: those of the test's plugin are its own, and
    // those of the plugins beside the host need making once.
    [OneTimeSetUp]
    public void MakeCache() => _cache = Directory.CreateTempSubdirectory("rocl-keeping-").FullName;

    [OneTimeTearDown]
    public void RemoveCache() => Directory.Delete(_cache, recursive: true);

    [SetUp]
    public void Begin()
    {
        _root = Directory.CreateTempSubdirectory("rocl-keeping-").FullName;
        _plugins = new PluginsFolder();
        _plugins.Add("SignMomentumOne", "SignMomentum");
        _run = new RunFolder(new DiskFiles(), Directory.CreateDirectory(Path.Combine(_root, "run")).FullName);
        var catalogue = AtHand(Original);
        var recipe = RecipeIn(catalogue);
        KeptPlugins.Keep(_run, recipe);
        var record = RunRecord.Here with { Plugins = PluginRecord.Of(recipe) };
        AtomicFile.WriteJson(_run.Files, _run.Environment, new[] { record });
        AtomicFile.WriteText(_run.Files, _run.Recipe, "{}");
        _recorded = record.Plugins.Value.Single(plugin => plugin.Id == "SignMomentum");
    }

    [TearDown]
    public void Leave()
    {
        _plugins.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Test]
    public void Every_plugin_of_the_recipe_is_kept_once_as_the_bytes_that_were_hashed()
    {
        var kept = KeptPlugins.In(_run);
        Assert.That(kept.Select(plugin => plugin.Record), Is.EquivalentTo(PluginRecord.Of(RecipeIn(AtHand(Original)))));
        var before = File.ReadAllBytes(_run.Plugins);
        KeptPlugins.Keep(_run, RecipeIn(AtHand(Original)));
        Assert.That(File.ReadAllBytes(_run.Plugins), Is.EqualTo(before));
        Rebuild();
        KeptPlugins.Keep(_run, RecipeIn(AtHand(Original)));
        Assert.That(KeptPlugins.In(_run), Has.Length.EqualTo(kept.Length + 1), "those that came before stay");
    }

    [Test]
    public void Originals_that_are_what_was_recorded_are_used() =>
        Assert.That(OwnPlugins.Of(AtHand(Original), [_run]).Used, Is.EqualTo(UsedCopies.None));

    [Test]
    public void A_check_of_the_run_uses_the_copy_and_a_check_of_something_else_does_not()
    {
        Rebuild();
        var ofRun = PluginsInUse.Checked([], [_run.Root]).Owned(AtHand(Original), _run.Files);
        Assert.That(ofRun.Used, Is.Not.EqualTo(UsedCopies.None));
        var ofRecipe = PluginsInUse.Checked([], ["demo-rocl"]).Owned(AtHand(Original), _run.Files);
        Assert.That(ofRecipe.Used, Is.EqualTo(UsedCopies.None));
    }

    [TestCase("rebuilt", "1.1 (")]
    [TestCase("cut short", "none")]
    [TestCase("deleted", "none")]
    public void In_the_place_of_an_original_that_has_changed_the_copy_is_used(string how, string atHand)
    {
        var assembly = Path.Combine(Original, "SignMomentum.dll");
        switch (how)
        {
            case "rebuilt":
                Rebuild();
                break;
            case "cut short":
                File.WriteAllBytes(assembly, File.ReadAllBytes(assembly)[..100]);
                break;
            default:
                Directory.Delete(Original, recursive: true);
                break;
        }

        var own = OwnPlugins.Of(AtHand(Original), [_run]);
        Assert.That(
            $"{own.Used.Plugins.Single()}",
            Does.StartWith($"{_recorded} (at hand: ").And.Contain($"at hand: {atHand}")
        );
        var recipe = RecipeIn(own.Catalogue);
        Assert.That(PluginRecord.Of(recipe), Does.Contain(_recorded));
        var component = recipe.Uses.Select(use => use.Component).First(use => use.Plugin.Id == "SignMomentum");
        var type = new LoadedComponents(new McMasterPluginLoader()).Load(component);
        Assert.That(type.Assembly.Location, Does.StartWith(Path.Combine(_cache, "copies")));
        Assert.That(component.Plugin.Known, Is.EqualTo(assembly), "messages name no copy");
    }

    [Test]
    public void Another_build_that_a_person_names_elsewhere_is_not_replaced()
    {
        var elsewhere = Places.TestPlugin("SignMomentumTwo");
        Assert.That(OwnPlugins.Of(AtHand(elsewhere), [_run]).Used, Is.EqualTo(UsedCopies.None));
    }

    [Test]
    public void What_an_evaluation_alone_uses_is_free()
    {
        Rebuild();
        var own = OwnPlugins.Of(AtHand(Original), [_run], ids: ["Encoders.ResNet"]);
        Assert.That(own.Used, Is.EqualTo(UsedCopies.None));
    }

    [Test]
    public void That_copies_are_used_is_said_once_and_recorded()
    {
        Rebuild();
        var own = OwnPlugins.Of(AtHand(Original), [_run]);
        using var said = new StringWriter();
        var check = new TrustCheck(own.Catalogue, _run.Files, new ErrorOutput(said), own.Used);
        Assert.That(check.Measured(_run, RecipeIn(own.Catalogue), allowed: false).Problems, Is.Empty);
        Assert.That($"{said}", Does.StartWith($"warning ROCL0258 {_run.Root}: ").And.Contain($"{_recorded}"));
    }

    [Test]
    public void A_run_says_nothing_of_copies_that_only_others_use()
    {
        Rebuild();
        var own = OwnPlugins.Of(AtHand(Original), [_run]);
        var others = RecipeIn(own.Catalogue);
        var mine = others with { Views = [.. others.Views.Where(view => view is not View.Perturbed)] };
        using var said = new StringWriter();
        var check = new TrustCheck(own.Catalogue, _run.Files, new ErrorOutput(said), own.Used);
        Assert.That(check.Measured(_run, mine, allowed: false).Problems, Is.Empty);
        Assert.That($"{said}", Is.Empty);
    }

    [TestCase("cut short")]
    [TestCase("changed")]
    [TestCase("no archive")]
    [TestCase("code whose path leaves the folder")]
    [TestCase("data whose path leaves the folder")]
    public void A_damaged_file_keeps_nothing_and_the_next_process_keeps_anew(string damage)
    {
        var bytes = File.ReadAllBytes(_run.Plugins);
        switch (damage)
        {
            case "cut short":
                File.WriteAllBytes(_run.Plugins, bytes[..(bytes.Length / 2)]);
                break;
            case "no archive":
                File.WriteAllText(_run.Plugins, "text");
                break;
            case "changed":
                Change(null);
                break;
            default:
                // The hash is of code alone: data are refused by their path.
                Change(damage.StartsWith("code", StringComparison.Ordinal) ? "../../../out.dll" : "../../../out.txt");
                break;
        }

        var atHand = AtHand(Original);
        Assert.That(KeptPlugins.In(_run).Select(plugin => plugin.Record.Id), Does.Not.Contain(_recorded.Id));
        KeptPlugins.Keep(_run, RecipeIn(atHand));
        Assert.That(KeptPlugins.In(_run).Select(plugin => plugin.Record), Does.Contain(_recorded));
        var written = new[] { _root, _cache, _plugins.Root }.SelectMany(folder =>
            Directory.GetFiles(folder, "out.*", SearchOption.AllDirectories)
        );
        Assert.That(written, Is.Empty);
    }

    // Other bytes in the place of the assembly, or besides under another name.
    private void Change(string? name)
    {
        using var archive = ZipFile.Open(_run.Plugins, ZipArchiveMode.Update);
        var assembly = archive.Entries.Single(entry => entry.Name == "SignMomentum.dll");
        var folder = assembly.FullName[..^assembly.Name.Length];
        if (name is null)
            assembly.Delete();
        using var other = archive.CreateEntry(folder + (name ?? "SignMomentum.dll")).Open();
        other.Write("other bytes"u8);
    }

    private void Rebuild() =>
        File.Copy(
            Path.Combine(Places.TestPlugin("SignMomentumTwo"), "SignMomentum.dll"),
            Path.Combine(Original, "SignMomentum.dll"),
            overwrite: true
        );

    private PluginCatalogue AtHand(string plugin)
    {
        var copies = new PluginCopies(Path.Combine(_cache, "copies"), Path.Combine(_cache, "plugins"), Assert.Fail);
        var folders = new PluginFolders([Places.BuiltPlugins, plugin]) { Copies = copies };
        return PluginCatalogue.Read(folders, HostPlatform.Here);
    }

    private static Recipe RecipeIn(PluginCatalogue catalogue)
    {
        var settings = Variation.None with { Settings = ["views.adv.attack={\"use\":\"sign-momentum\"}"] };
        var suite = new SuiteSource(catalogue).Of("demo-rocl", ["demo-rocl"], settings).ValueOrThrow();
        return RecipeReader.Read("r", "r", suite.Rows[0].Recipe, catalogue).ValueOrThrow();
    }
}
