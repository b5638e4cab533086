using System.Text;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using Shared.Folders;

namespace Runs.Tests.Files;

/// <summary>Which <c>null</c> a record may have.</summary>
public sealed class ReadingRecords
{
    [TestCase("""{ "plugins": [], "recipe": { "evaluate": [{ "use": "linear", "attack": null }] } }""", true)]
    [TestCase("""{ "plugins": [], "origin": { "parentRecipe": { "loss": null } } }""", true)]
    [TestCase("""{ "plugins": [], "device": null }""", false)]
    [TestCase("""{ "plugins": [null], "recipe": {} }""", false)]
    public void A_recipe_in_it_leaves_options_out_as_the_person_did(string record, bool isRead)
    {
        using var folder = new TemporaryFolder();
        folder.Write("environment.json", Encoding.UTF8.GetBytes($"[{record}]"));
        var read = RunRecord.In(new RunFolder(new DiskFiles(), folder.Path));
        Assert.That(read.Problems.IsEmpty, Is.EqualTo(isRead));
    }
}
