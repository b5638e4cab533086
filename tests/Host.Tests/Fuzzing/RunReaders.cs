using RoCL.Runs.Checkpoints;
using Shared.Fuzzing;

namespace Host.Tests.Fuzzing;

/// <summary>
/// What the host reads of a run and of suites. Where a damaged file means that there is none, that
/// is its refusal.
/// </summary>
public sealed class RunReaders
{
    private static readonly WrittenRun Run = new();

    [OneTimeTearDown]
    public void Remove() => Run.Dispose();

    public static IEnumerable<Fuzz> Readers() =>
        [
            .. ResultReaders.Of(Run),
            .. CheckpointReaders.Of(Run),
            .. FailedStepReaders.Of(Run),
            .. RecipeReaders.Of(Run),
        ];

    [TestCaseSource(nameof(Readers))]
    public void A_mutated_file_is_refused_with_a_code_or_read_whole(Fuzz reader) => reader.Ordinary();

    [TestCaseSource(nameof(Readers)), Explicit("minutes")]
    public void So_are_twenty_times_as_many(Fuzz reader) => reader.TwentyTimes();

    [TestCase("step-x")]
    [TestCase("step-")]
    [TestCase("step-99999999999999999999999")]
    public void A_folder_that_only_looks_like_a_checkpoint_is_left_alone(string name)
    {
        Directory.CreateDirectory(Path.Combine(Run.Folder.Checkpoints, name));
        Assert.That(CheckpointStore.TrainedSteps(Run.Folder), Is.EqualTo(3));
        Assert.That(CheckpointStore.In(Run.Folder), Is.EqualTo(new[] { Run.Checkpoint }));
        Directory.Delete(Path.Combine(Run.Folder.Checkpoints, name));
    }
}
