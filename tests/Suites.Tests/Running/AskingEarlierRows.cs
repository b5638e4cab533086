using System.Text;
using RoCL.Plugins.Binding;
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

/// <summary>
/// What a row needs of an earlier row's model is found before that row is trained, as far as the
/// earlier row's recipe says it.
/// </summary>
public sealed class AskingEarlierRows
{
    private const string Recipe = """
        {
          "data": { "use": "faulty-data" },
          "encoder": { "use": "small-resnet", "width": 16 },
          "heads": { "classifier": { "use": "mlp", "layers": [3] } },
          "views": { "a": { "augment": [] } },
          "loss": [{ "use": "cross-entropy", "views": ["a"] }],
          "train": { "epochs": 1, "batch": 16 }
        }
        """;

    [TestCase(Evaluated + "\"head\": \"classifier\" }, \"threats\": [{ \"linf\": 0.1 }] }]", "", ExpectedResult = "")]
    [TestCase(Evaluated + "\"head\": \"nope\" }, \"threats\": [{ \"linf\": 0.1 }] }]", "", ExpectedResult = "ROCL0110")]
    [TestCase(
        Evaluated + "\"head\": \"classifier\" }, \"threats\": [{ \"linf\": 0.1 }] }]",
        "\"heads.classifier.layers\": [4], \"loss.0\": { \"use\": \"mse\", \"views\": [\"a\", \"a\"] }",
        ExpectedResult = "ROCL0336"
    )]
    [TestCase("\"init\": { \"from\": \"row:A\" }", "\"encoder.width\": 32", ExpectedResult = "ROCL0164")]
    [TestCase("\"init\": { \"from\": \"row:A\" }", "", ExpectedResult = "")]
    [TestCase("\"teachers\": { \"t\": { \"from\": \"row:A\", \"head\": \"nope\" } }", "", ExpectedResult = "ROCL0110")]
    [TestCase("\"teachers\": { \"t\": { \"from\": \"row:A\", \"head\": \"classifier\" } }", "", ExpectedResult = "")]
    [TestCase(
        "\"init\": { \"from\": \"row:A\" }",
        "\"views.a\": { \"augment\": [\"none\"] }",
        ExpectedResult = "ROCL0202"
    )]
    public string Before_any_row_is_trained(string later, string earlier)
    {
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Encoding.UTF8.GetBytes(Recipe));
        var path = folder.Path.Replace('\\', '/');
        var suite = $$"""
            {
              "rows": {
                "A": { "recipe": "{{path}}/recipe.json", "set": { {{earlier}} } },
                "B": { "recipe": "{{path}}/recipe.json", "set": { {{later}} } }
              }
            }
            """;
        var problems = Checked(folder.Write("suite.json", Encoding.UTF8.GetBytes(suite)));
        return string.Join(' ', problems.Select(problem => problem.Code));
    }

    private const string Evaluated =
        "\"evaluate\": [{ \"use\": \"linear\", "
        + "\"attack\": { \"use\": \"transfer\", \"from\": \"row:A\", \"by\": \"fgsm\", ";

    private static System.Collections.Immutable.ImmutableArray<Problem> Checked(string file)
    {
        var catalogue = Places.Catalogue(Places.BuiltPlugins, Places.TestPlugin("Faulty"));
        var errors = new ErrorOutput(TextWriter.Null);
        var files = new DiskFiles();
        var models = new TrainedModels(catalogue, new LoadedComponents(new McMasterPluginLoader()), files, errors);
        var jobs = new Jobs(catalogue, new RecipeBinder(models));
        var rows = new RowsAhead(jobs, models, folder: null, new(errors)) { TriesFirstSteps = true };
        try
        {
            return new SuiteSource(catalogue).Of("suite", [file], Variation.None).Then(rows.Check).Problems;
        }
        finally
        {
            models.ForgetForeseen();
        }
    }
}
