using RoCL.Core;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Reporting;
using RoCL.Suites.Planning;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Folders;
using Shared.Plugins;

namespace Suites.Tests.Running;

/// <summary>A row that names an earlier one is looked at before that one is trained.</summary>
public sealed class LookingAtRows
{
    private const string Suite = """
        {
          "rows": {
            "A": { "recipe": "demo-rocl" },
            "B": {
              "recipe": "demo-rocl",
              "set": {
                "init": { "from": "row:A", "parts": ["encoder", "heads"] },
                "teachers": { "t": { "from": "row:A", "head": "projector" } },
                "evaluate": [
                  {
                    "use": "linear",
                    "attack": { "use": "transfer", "from": "row:A", "by": "pgd" },
                    "threats": [{ "linf": "8/255" }]
                  },
                  { "use": "trained-head", "head": "none" }
                ]
              }
            }
          }
        }
        """;

    [Test]
    public void What_does_not_ask_the_earlier_model_is_found_at_once_and_what_does_is_left_for_later()
    {
        using var folder = new TemporaryFolder();
        var catalogue = Places.Catalogue(Places.BuiltPlugins);
        var errors = new ErrorOutput(TextWriter.Null);
        var models = new TrainedModels(
            catalogue,
            new LoadedComponents(new McMasterPluginLoader()),
            new DiskFiles(),
            errors
        );
        var found = Row(catalogue, folder)
            .Then(run => new Jobs(catalogue, new RecipeBinder(models)).Of(run))
            .Then(job => new RunsAhead(errors).Check(job, hangsOnRows: true));
        Assert.That(
            found.Problems.Select(problem => $"{problem.Code} {problem.Where}"),
            Is.EqualTo(new[] { $"ROCL0511 {folder.Path}/suite.json: rows.B: evaluate.1" })
        );
    }

    private static Result<SuiteRun> Row(PluginCatalogue catalogue, TemporaryFolder folder)
    {
        var file = folder.Write("suite.json", System.Text.Encoding.UTF8.GetBytes(Suite));
        return new SuiteSource(catalogue)
            .Of("suite", [file], Variation.None)
            .Then<SuiteRun>(suite => suite.Runs.Single(run => run.Row.Name == "B"));
    }
}
