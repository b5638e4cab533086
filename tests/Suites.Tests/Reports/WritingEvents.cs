using System.Text;
using RoCL.Reports.Comparing;
using RoCL.Reports.EventFiles;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Showing;
using Spectre.Console.Testing;

namespace Suites.Tests.Reports;

/// <summary>TensorBoard's event files, by a reader that shares no code with the writer.</summary>
public sealed class WritingEvents
{
    private const string Name = "events.out.tfevents.rocl";

    private ComparedFolders _folders = null!;

    [SetUp]
    public void MakeFolders() => _folders = new();

    [TearDown]
    public void Leave() => _folders.Dispose();

    private string Out => Path.Combine(_folders.Root, "events");

    private byte[] Written(RunFolder run)
    {
        Assert.That(EventFile.Write(run, Out), Is.Null);
        return File.ReadAllBytes(Path.Combine(Out, Name));
    }

    [Test]
    public void The_checksum_of_the_reader_is_that_of_the_standard() =>
        Assert.That(EventReader.Checksum(Encoding.ASCII.GetBytes("123456789")), Is.EqualTo(0xe3069283));

    [Test]
    public void Each_step_has_its_numbers_and_the_accuracies_stand_at_the_last()
    {
        var file = Written(_folders.Add("run"));
        Assert.That(EventReader.Version(file), Is.EqualTo("brain.Event:2"));
        var scalars = EventReader.Scalars(file).ToList();
        Assert.That(
            scalars.Where(each => each.Step == 2).Select(each => (each.Tag, each.Value)),
            Is.EqualTo(
                new[] { ("loss", 0.25f), ("learningRate", 0.1f), ("gradientNorm", 1f), ("monitors/online/kNN", 0.5f) }
            )
        );
        Assert.That(
            scalars.Where(each => each.Tag.StartsWith("accuracy/", StringComparison.Ordinal)),
            Is.EqualTo(
                new EventReader.Scalar[]
                {
                    new(3, "accuracy/linear/clean", 0.9f),
                    new(3, $"accuracy/linear/{ComparedFolders.Attack}", 0.8f),
                }
            )
        );
        Assert.That(scalars.Select(each => each.Step), Is.Ordered);
    }

    [Test]
    public void Evaluations_of_earlier_weights_stand_at_their_step_and_the_newest_of_the_same_counts()
    {
        var run = _folders.Add("run", wrong: 2);
        var moment = new DateTimeOffset(2026, 11, 29, 9, 30, 0, TimeSpan.Zero);
        var measured = SummaryFile.Read(run)! with { IsLater = true };
        var better = measured with { Evaluations = [ComparedFolders.Measured(1)] };
        LaterEvaluations.Write(run, measured with { Steps = 2 }, moment);
        LaterEvaluations.Write(run, better, moment.AddHours(1));
        var clean = EventReader.Scalars(Written(run)).Where(each => each.Tag == "accuracy/linear/clean");
        Assert.That(clean.Select(each => (each.Step, each.Value)), Is.EqualTo(new[] { (1L, 0.9f), (3L, 0.95f) }));
    }

    [Test]
    public void A_run_without_steps_has_an_empty_file_and_a_second_writing_replaces_the_first()
    {
        var run = _folders.Add("run");
        var first = Written(run);
        Assert.That(Written(run), Is.EqualTo(first));
        File.Delete(run.Metrics);
        File.Delete(run.Summary);
        Assert.That(EventReader.Records(Written(run)).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Each_run_has_a_folder_and_what_cannot_be_written_is_a_problem()
    {
        var one = _folders.Add("one");
        var two = _folders.Add("two");
        Assert.That(Show(Out), Is.Zero);
        Assert.That(File.Exists(Path.Combine(Out, "one", Name)) && File.Exists(Path.Combine(Out, "two", Name)));
        using var said = new StringWriter();
        Assert.That(Show(one.Recipe, said), Is.Not.Zero, "a file is no folder");
        Assert.That($"{said}", Does.StartWith("error ROCL0811 "));

        int Show(string folder, TextWriter? errors = null)
        {
            using var console = new TestConsole();
            var output = new ErrorOutput(errors ?? TextWriter.Null);
            var request = new ShowRequest([one.Root, two.Root], null, ComparisonLayout.Usual) { Events = folder };
            return new ShownRuns(console, one.Files, output, TimeProvider.System).Run(request, CancellationToken.None);
        }
    }
}
