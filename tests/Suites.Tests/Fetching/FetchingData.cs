using Microsoft.Extensions.Time.Testing;
using RoCL.Core;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Suites.Fetching;
using RoCL.Suites.Rows;
using Shared.Datasets;
using Shared.Folders;
using Shared.Plugins;
using Shared.Runs;
using Spectre.Console.Testing;

namespace Suites.Tests.Fetching;

/// <summary>
/// Data that a recipe names and that is not there, got from a mirror. The program that fetches is
/// in Processes.Tests.
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
        $$"""
            data={ "use": "cifar-10", "path": "{{path}}", "verify": {{(
                verify ? "true" : "false"
            )}}, "mirror": "{{mirror}}" }
            """;

    private static (Result<int> Result, string Errors) Fetch(params string[] settings)
    {
        var console = new TestConsole();
        var errors = new StringWriter();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var fetch = new DataFetch(
            Places.Catalogue(Places.BuiltPlugins),
            new RecipeBinder(new LoadedComponents(new McMasterPluginLoader())),
            client,
            RecoveryPolicy.Default with
            {
                Delay = TimeSpan.Zero,
            },
            new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) },
            ProgressListener.Silent,
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
        using var folder = new TemporaryFolder();
        using var published = new Published(Archive, Answer.CutInTheMiddle, Answer.CutInTheMiddle, Answer.Whole);
        var (result, errors) = Fetch(Data(published.Mirror, Path.Combine(folder.Path, "cifar-10-binary.tar.gz")));
        Assert.That(result.Match(files => files, _ => -1), Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(Path.Combine(folder.Path, "cifar-10-binary.tar.gz")), Is.EqualTo(Archive));
        Assert.That(published.Ranges, Has.Count.EqualTo(3));
        Assert.That(errors.Split("warning attempt"), Has.Length.EqualTo(3));
    }

    [Test]
    public void What_is_there_is_not_fetched_whatever_it_is()
    {
        using var folder = new TemporaryFolder();
        using var published = new Published(Archive, Answer.Whole);
        File.WriteAllText(Path.Combine(folder.Path, "cifar-10-binary.tar.gz"), "mine");
        Assert.That(
            Fetch(Data(published.Mirror, Path.Combine(folder.Path, "cifar-10-binary.tar.gz")))
                .Result.Match(files => files, _ => -1),
            Is.Zero
        );
        Assert.That(
            (published.Ranges.Count, File.ReadAllText(Path.Combine(folder.Path, "cifar-10-binary.tar.gz"))),
            Is.EqualTo((0, "mine"))
        );
    }

    [Test]
    public void Data_inside_other_data_is_fetched_too()
    {
        using var folder = new TemporaryFolder();
        using var published = new Published(Archive, Answer.Whole);
        var inner = Data(published.Mirror, Path.Combine(folder.Path, "cifar"))[5..];
        Assert.That(
            Fetch($"data={{\"use\":\"subset\",\"of\":{inner}}}").Result.Match(files => files, _ => -1),
            Is.EqualTo(1)
        );
        Assert.That(
            Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories),
            Is.EqualTo(new[] { Path.Combine(folder.Path, "cifar", "cifar-10-binary.tar.gz") })
        );
    }

    [Test]
    public void Where_nobody_answers_four_tries_end_in_one_problem_and_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        var (result, errors) = Fetch(Data(Published.Nobody, Path.Combine(folder.Path, "cifar.tar.gz")));
        Assert.That(result.Problems.Single().Code, Is.EqualTo("ROCL0462"));
        Assert.That(
            (errors.Split("warning attempt").Length - 1, Directory.EnumerateFileSystemEntries(folder.Path).Any()),
            Is.EqualTo((3, false))
        );
    }

    [Test]
    public void A_mirror_that_is_no_address_is_refused() =>
        Assert.That(
            Fetch(Data("ftp://example.org", "cifar.tar.gz")).Result.Problems.Single().Code,
            Is.EqualTo("ROCL0453")
        );
}
