using Host.Tests.Plugins;
using Host.Tests.Runs;
using Microsoft.Extensions.Time.Testing;
using Plugins.Tests.Cifar;
using RoCL.Core;
using RoCL.Host.Terminal;
using RoCL.Plugins.Loading;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Suites.Fetching;
using RoCL.Suites.Rows;
using Spectre.Console.Testing;

namespace Host.Tests.Fetching;

/// <summary>
/// Data that a recipe names and that is not there, got from a mirror, in this process and by the
/// real program.
/// </summary>
[NonParallelizable]
public sealed class FetchingData
{
    private static readonly byte[] Archive = Official.Archive(
        Official.BinaryTen,
        Official.TenInBinary(
            [.. Enumerable.Range(0, 5).Select(i => Photos.Random(new(i), 32))],
            Photos.Random(new(9), 40)
        )
    );

    private static string Data(string mirror, string path, bool verify = false) =>
        $"data={{\"use\":\"cifar-10\",\"path\":\"{path}\",\"verify\":{(verify ? "true" : "false")},\"mirror\":\"{mirror}\"}}";

    private static (Result<int> Result, string Errors) Fetch(params string[] settings)
    {
        var (console, errors) = (new TestConsole(), new StringWriter());
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var fetch = new DataFetch(
            Places.Catalogue(Places.BuiltPlugins),
            new LoadedComponents(new McMasterPluginLoader()),
            client,
            RecoveryPolicy.Default with
            {
                Delay = TimeSpan.Zero,
            },
            new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) },
            new ProgressLines(console, TimeProvider.System),
            console,
            new ErrorOutput(errors)
        );
        var result = fetch.Fetch([Row("demo-simclr"), Row("demo-rocl")], default);
        return (result, errors.ToString());

        SuiteRow Row(string recipe) =>
            new(
                recipe,
                recipe,
                RecipeFiles
                    .Load(recipe, [.. settings])
                    .Match(read => read, problems => throw new AssertionException($"{problems[0]}"))
            );
    }

    [Test]
    public void A_connection_that_is_cut_twice_is_gone_on_with_and_the_file_is_fetched_once_for_both_recipes()
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, Answer.CutInTheMiddle, Answer.CutInTheMiddle, Answer.Whole);
        var (result, errors) = Fetch(Data(published.Mirror, rocl["cifar-10-binary.tar.gz"]));
        Assert.That(result.Match(files => files, _ => -1), Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(rocl["cifar-10-binary.tar.gz"]), Is.EqualTo(Archive));
        Assert.That(published.Ranges, Has.Count.EqualTo(3));
        Assert.That(errors.Split("warning attempt"), Has.Length.EqualTo(3));
    }

    [Test]
    public void What_is_there_is_not_fetched_whatever_it_is()
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, Answer.Whole);
        File.WriteAllText(rocl["cifar-10-binary.tar.gz"], "mine");
        Assert.That(
            Fetch(Data(published.Mirror, rocl["cifar-10-binary.tar.gz"])).Result.Match(files => files, _ => -1),
            Is.Zero
        );
        Assert.That(
            (published.Ranges.Count, File.ReadAllText(rocl["cifar-10-binary.tar.gz"])),
            Is.EqualTo((0, "mine"))
        );
    }

    [Test]
    public void Data_inside_other_data_is_fetched_too()
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, Answer.Whole);
        var inner = Data(published.Mirror, rocl["cifar"])[5..];
        Assert.That(
            Fetch($"data={{\"use\":\"subset\",\"of\":{inner}}}").Result.Match(files => files, _ => -1),
            Is.EqualTo(1)
        );
        Assert.That(rocl.Files(), Is.EqualTo(new[] { Path.Combine("cifar", "cifar-10-binary.tar.gz") }));
    }

    [Test]
    public void Where_nobody_answers_four_tries_end_in_one_problem_and_nothing_is_left()
    {
        using var rocl = new Rocl();
        var (result, errors) = Fetch(Data(Published.Nobody, rocl["cifar.tar.gz"]));
        Assert.That(result.Problems.Single().Code, Is.EqualTo("ROCL0462"));
        Assert.That((errors.Split("warning attempt").Length - 1, rocl.Files().Any()), Is.EqualTo((3, false)));
    }

    [Test]
    public void A_mirror_that_is_no_address_is_refused() =>
        Assert.That(
            Fetch(Data("ftp://example.org", "cifar.tar.gz")).Result.Problems.Single().Code,
            Is.EqualTo("ROCL0453")
        );

    [Test]
    public void The_program_fetches_once_and_trains()
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, Answer.Whole);
        Environment.SetEnvironmentVariable("NO_PROXY", "127.0.0.1"); // the program's, too: it is a child of this process
        string[] run =
        [
            "run",
            "demo-simclr",
            "--device",
            "cpu",
            "--fetch",
            .. Rocl.Tiny,
            "--set",
            Data(published.Mirror, "data/cifar-10-binary.tar.gz"),
            "--set",
            "evaluate=[]",
        ];
        var ended = rocl.Run([.. run, "--out", "first"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("Fetched data/cifar-10-binary.tar.gz from http"));
        Assert.That(rocl.Run([.. run, "--out", "second"]).Code, Is.Zero);
        Assert.That(published.Ranges, Has.Count.EqualTo(1));
    }

    [TestCase("ROCL0463", (int)Answer.NotFound)]
    [TestCase("ROCL0464", (int)Answer.Whole)]
    public void The_program_refuses_what_is_not_the_published_file(string code, int answer)
    {
        using var rocl = new Rocl();
        using var published = new Published(Archive, (Answer)answer);
        Environment.SetEnvironmentVariable("NO_PROXY", "127.0.0.1");
        var ended = rocl.Run(
            "run",
            "demo-simclr",
            "--fetch",
            "--set",
            Data(published.Mirror, "cifar.tar.gz", verify: true)
        );
        Assert.That(
            (ended.Code, ended.ErrorLines.Length, rocl.Files().Any()),
            Is.EqualTo((5, 1, false)),
            ended.ToString()
        );
        Assert.That(ended.ErrorLines[0], Does.StartWith($"error {code} {published.Mirror}/cifar-10-binary.tar.gz: "));
    }

    [Test]
    public void Without_the_option_missing_data_is_refused_and_the_option_is_named()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run("run", "demo-simclr", "--set", "data={\"use\":\"cifar-10\",\"path\":\"cifar.tar.gz\"}");
        Assert.That(ended.Code, Is.EqualTo(5), ended.ToString());
        Assert.That(ended.ErrorLines.Single(), Does.StartWith("error ROCL0440 ").And.Contain("--fetch"));
    }
}
