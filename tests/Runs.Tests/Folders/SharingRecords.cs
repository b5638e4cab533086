using System.Collections.Immutable;
using RoCL.Core.Fingerprints;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using Shared.Folders;

namespace Runs.Tests.Folders;

/// <summary>The record of a run that is given the training of another.</summary>
public sealed class SharingRecords
{
    private const string Record = """
        [{
          "plugins": [],
          "recipe": {},
          "data": {
            "train": { "images": 8, "hash": "trained on" },
            "others": { "evaluate.0.data": { "train": { "images": 8, "hash": "measured by the donor" } } }
          }
        }]
        """;

    private static DataFingerprint Images(string hash) => new(new ImagesFingerprint(8, hash), null);

    [Test]
    public void Has_the_data_of_the_training_and_not_that_of_the_others_evaluations()
    {
        using var folder = new TemporaryFolder();
        var donor = Begun(folder, "donor");
        var run = Begun(folder, "run");
        AtomicFile.WriteText(donor.Files, donor.Environment, Record);
        EnvironmentReport.Copy(donor, run);

        Assert.That(RecordedData.Difference(donor, [], Named("trained on")), Does.StartWith("evaluate.0.data: "));
        Assert.That(RecordedData.Difference(run, [], Named("trained on")), Is.Null);
        Assert.That(RecordedData.Difference(run, [], Named("others")), Is.Not.Null, "what it was trained on is known");
    }

    private static DataFingerprint Named(string hash) =>
        Images(hash) with
        {
            Others = ImmutableSortedDictionary<string, DataFingerprint>.Empty.Add("evaluate.0.data", Images("its own")),
        };

    private static RunFolder Begun(TemporaryFolder folder, string name)
    {
        folder.Write($"{name}/recipe.json", "{}"u8.ToArray());
        return new RunFolder(new DiskFiles(), Path.Combine(folder.Path, name));
    }
}
