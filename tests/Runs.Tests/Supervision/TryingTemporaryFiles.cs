using RoCL.Runs.Supervision;

namespace Runs.Tests.Supervision;

/// <summary>
/// `rocl doctor` tries the folder for temporary files, as a run does before its first step.
/// </summary>
[NonParallelizable, Platform("Linux")]
public sealed class TryingTemporaryFiles
{
    private const string Variable = "TMPDIR";

    [Test]
    public void A_folder_that_is_not_there_is_named_and_a_sound_one_is_left_as_it_was()
    {
        var before = Environment.GetEnvironmentVariable(Variable);
        var folder = Directory.CreateTempSubdirectory("rocl-temporary-").FullName;
        try
        {
            Environment.SetEnvironmentVariable(Variable, folder);
            Assert.That(TemporaryRecord.Failure(), Is.Null);
            Assert.That(Directory.GetFiles(folder), Is.Empty);
            Directory.Delete(folder);
            Assert.That(TemporaryRecord.Failure()!.Code, Is.EqualTo("ROCL0709"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
