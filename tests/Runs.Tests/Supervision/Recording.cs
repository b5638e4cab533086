using System.Text;
using RoCL.Runs.Supervision;

namespace Runs.Tests.Supervision;

/// <summary>What a worker writes down is what its supervisor reads, alive or dead.</summary>
[TestFixture]
public sealed class Recording
{
    private string _path = "";

    [SetUp]
    public void OpenAFile() => _path = Path.GetTempFileName();

    [TearDown]
    public void Leave() => File.Delete(_path);

    [Law]
    public void Whatever_is_written_last_is_read(long step, bool begins, string[] places)
    {
        using var supervisors = StepRecordFile.Create(_path);
        using var workers = StepRecordFile.Open(_path);
        Assert.That(supervisors.Read(), Is.EqualTo(StepRecord.Empty));
        foreach (var place in places)
            workers.WritePlace(Encoding.UTF8.GetBytes(place ?? ""));
        workers.WriteStep(step, begins);
        var last = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(places.LastOrDefault() ?? ""));
        Assert.That(supervisors.Read(), Is.EqualTo(new StepRecord(places.Length + 1, step, begins, last, null)));
        workers.End(143);
        Assert.That((supervisors.Read().Ended, supervisors.Read().IsAtWork), Is.EqualTo(((int?)143, false)));
    }

    [Test]
    public void A_place_too_long_for_the_record_is_cut()
    {
        using var record = StepRecordFile.Create(_path);
        record.WritePlace(Encoding.UTF8.GetBytes(new string('x', 5000)));
        record.WritePlace(Encoding.UTF8.GetBytes(new string('y', 5000)));
        Assert.That(record.Read().Place, Is.EqualTo(new string('y', 1020)));
    }

    [TestCase(0, 0, "ended")]
    [TestCase(0, null, "ended itself with exit code 0")]
    [TestCase(3, 0, "ended itself with exit code 3")]
    [TestCase(134, null, "was aborted (SIGABRT)")]
    [TestCase(137, null, "was killed (SIGKILL)")]
    [TestCase(139, null, "met a segmentation fault (SIGSEGV)")]
    [TestCase(143, 143, "ended")]
    [TestCase(143, null, "was terminated (SIGTERM)")]
    public void An_exit_code_that_the_worker_did_not_announce_is_a_death(int code, int? announced, string says) =>
        Assert.That(
            $"{WorkerEnd.Of(code, StepRecord.Empty with { Ended = announced }, lackedMemory: false)}",
            Is.EqualTo(says)
        );

    [Test]
    public void A_kill_while_the_system_lacked_memory_is_put_down_to_that() =>
        Assert.That(
            $"{WorkerEnd.Of(137, StepRecord.Empty, lackedMemory: true)}",
            Is.EqualTo("was killed by the system, which had no memory left")
        );

    [Test]
    public void What_a_runtime_says_of_its_death_is_kept_from_the_terminal_and_the_rest_is_passed_on()
    {
        using var terminal = new StringWriter();
        var words = new LastWords(terminal);
        foreach (
            var line in new[]
            {
                "warning one",
                "a plugin's own line",
                "Process terminated.",
                "no way out",
                "   at A.B()",
                "   at C.D()",
            }
        )
        {
            words.Receive(line);
        }

        Assert.That($"{terminal}".Split('\n'), Has.Length.EqualTo(3));
        var said = words.Of(new WorkerEnd.Died("was aborted"));
        Assert.That((LastWords.Gist(said), said.Split('\n').Length), Is.EqualTo(("Process terminated. no way out", 5)));
        Assert.That(words.Of(new WorkerEnd.Done(0)), Is.Empty);
        Assert.That($"{terminal}", Does.Contain("   at C.D()"), "nobody died: they were somebody's words");
    }

    [Test]
    public void Of_a_stack_without_end_the_beginning_is_kept()
    {
        using var terminal = new StringWriter();
        var words = new LastWords(terminal);
        words.Receive("Stack overflow.");
        for (var i = 0; i < 10_000; i++)
            words.Receive($"   at A.B() {i}");
        var said = words.Of(new WorkerEnd.Died("was aborted"));
        Assert.That(said, Does.StartWith("Stack overflow.\n   at A.B() 0\n").And.Length.LessThan(1 << 15));
        Assert.That($"{terminal}", Is.Empty);
    }

    [TestCase(
        "Process terminated.\nno way out\nand more\n   at A.B()",
        ExpectedResult = "Process terminated. no way out"
    )]
    [TestCase("Fatal error.\nRepeated 9 times:\n   at A.B()", ExpectedResult = "Fatal error.")]
    [TestCase("   at A.B()", ExpectedResult = "")]
    public string The_gist_is_two_lines_at_most_and_nothing_of_the_stack(string words) => LastWords.Gist(words);
}
