using System.Text;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Datasets;
using Shared.Folders;
using Shared.Plugins;

namespace Suites.Tests.Running;

/// <summary>Rows of a suite that use one data set.</summary>
public sealed class SharingData
{
    private const string Rows = """
        {
          "set": {
            "data": { "use": "image-folder", "folder": "images", "size": 8 },
            "images": null,
            "train.batch": 4
          },
          "rows": {
            "first": { "recipe": "demo-simclr", "set": { "seed": 1 } },
            "second": { "recipe": "demo-simclr", "set": { "seed": 2, "images": { "train": 9 } } },
            "held out": {
              "recipe": "demo-simclr",
              "set": { "images": { "validation": 4, "measureOn": "validation" } }
            },
            "of its own": { "recipe": "demo-simclr", "set": { "data.size": 4 } }
          }
        }
        """;

    [Test]
    public void Open_it_once_and_choose_each_its_own_images()
    {
        using var folder = new TemporaryFolder();
        var (runs, jobs) = Begin(folder);
        var first = Opened(jobs, runs["first"]);

        Directory.Delete(Path.Combine(folder.Path, "images"), recursive: true);
        var second = Opened(jobs, runs["second"]);
        Assert.That(second.OpenedData, Is.SameAs(first.OpenedData));
        Assert.That((first.Train.Count, second.Train.Count), Is.EqualTo((12L, 9L)));
        Assert.That(second.Plan.Recipe.Seed, Is.Not.EqualTo(first.Plan.Recipe.Seed));
        Assert.That(jobs.Of(runs["of its own"]).Problems.Select(problem => problem.Code), Has.Member("ROCL0420"));
    }

    [Test]
    public void Are_recorded_with_what_each_of_them_opens()
    {
        using var folder = new TemporaryFolder();
        var (runs, jobs) = Begin(folder);
        var first = Opened(jobs, runs["first"]).Data!.Value;
        var heldOut = Opened(jobs, runs["held out"]).Data!.Value;
        Assert.That(first.Test, Is.Not.Null);
        Assert.That(heldOut.Test, Is.Null, "as where it is run alone");
        Assert.That(heldOut.Train.Hash, Is.EqualTo(first.Train.Hash));
    }

    // Two classes, of which each has six training and two test images of 8x8.
    private static (Dictionary<string, SuiteRun> Runs, Jobs Jobs) Begin(TemporaryFolder folder)
    {
        foreach (var label in new[] { "dark", "light" })
        {
            var first = label == "dark" ? 0 : 200;
            for (var i = 0; i < 6; i++)
                folder.Write($"images/train/{label}/{i}.png", PngFile.Solid((byte)(first + i), 8, 8));
            for (var i = 6; i < 8; i++)
                folder.Write($"images/test/{label}/{i}.png", PngFile.Solid((byte)(first + i), 8, 8));
        }

        var file = folder.Write("suite.json", Encoding.UTF8.GetBytes(Rows));
        var catalogue = Places.Catalogue(Places.BuiltPlugins);
        var suite = new SuiteSource(catalogue)
            .Of("suite", [file], Variation.None)
            .Match(read => read, problems => throw new AssertionException(string.Join('\n', problems)));
        var binder = new RecipeBinder(new LoadedComponents(new McMasterPluginLoader()));
        return (suite.Runs.ToDictionary(run => run.Row.Name), new Jobs(catalogue, binder));
    }

    private static Job Opened(Jobs jobs, SuiteRun run) =>
        jobs.Of(run).Match(job => job, problems => throw new AssertionException(string.Join('\n', problems)));
}
