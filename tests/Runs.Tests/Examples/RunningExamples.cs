using System.Xml.Linq;
using RoCL.Plugins.Catalogue;
using RoCL.Runs.Engine;
using RoCL.Runs.Journal;
using Shared.Plugins;

namespace Runs.Tests.Examples;

/// <summary>
/// The example in the comment of every component that is shipped runs: two steps of training, and,
/// but for encoders, an evaluation.
/// </summary>
[NonParallelizable]
public sealed class RunningExamples
{
    private static readonly PluginCatalogue Catalogue = Places.Catalogue(Places.BuiltPlugins, Places.ResearchMethods);

    private ExampleFolder _folder = null!;

    private static IEnumerable<TestCaseData<ComponentExample>> Examples =>
        ComponentExample
            .Of(Catalogue.Components)
            .Select(example => new TestCaseData<ComponentExample>(example).SetArgDisplayNames($"{example}"));

    [OneTimeSetUp]
    public void Enter()
    {
        _folder = new(Places.Catalogue(Places.BuiltPlugins, Places.ResearchMethods, Places.TestPlugin("Faulty")));
        var teacher = _folder.TrainTeacher();
        Assert.That(teacher.Outcome, Is.InstanceOf<RunOutcome.Finished>(), teacher.Said);
    }

    [OneTimeTearDown]
    public void Leave() => _folder?.Dispose();

    [TestCaseSource(nameof(Examples))]
    public void An_example_runs(ComponentExample example)
    {
        var job = _folder
            .JobOf(_folder.RecipeOf(example))
            .Match(made => made, problems => throw new AssertionException(string.Join('\n', problems)));
        Assert.That(job.Recipe.Uses.Select(use => use.Component), Has.Member(example.Component));

        var ended = _folder.Run(job, Path.Combine("examples", example.Component.QualifiedName));
        Assert.That(ended.Outcome, Is.InstanceOf<RunOutcome.Finished>(), ended.Said);
        Assert.That(
            Metrics.Read(ended.Run).Select(step => step.Loss),
            Has.Exactly(2).Items.And.All.Matches<double?>(loss => loss is { } value && double.IsFinite(value))
        );
        Assert.That(
            ((RunOutcome.Finished)ended.Outcome).Summary.Evaluations.Select(evaluation => evaluation.Conditions),
            Has.Exactly(job.Recipe.Evaluations.Count).Items.And.All.Not.Empty
        );
    }

    [Test]
    public void Every_plugin_is_among_them()
    {
        Assert.That(Catalogue.Problems, Is.Empty);
        Assert.That(
            ComponentExample.Of(Catalogue.Components).Select(example => example.Component.Plugin.Id).Distinct(),
            Is.SupersetOf(Directory.GetDirectories(Places.BuiltPlugins).Select(Path.GetFileName))
                .And.Contains("Research.Methods")
        );
    }

    [Test]
    public void An_example_with_an_unknown_key_fails()
    {
        var sgd = ComponentExample.Of(Catalogue.Named("sgd")).Single();
        var misspelt = sgd with { Code = sgd.Code!.Replace("momentum", "momentun", StringComparison.Ordinal) };
        Assert.That(
            _folder.JobOf(_folder.RecipeOf(misspelt)).Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0104" })
        );
    }

    [TestCase("<doc/>")]
    [TestCase("<doc><member name='T:RoCL.Optimizers.Standard.Sgd'><summary>Steps.</summary></member></doc>")]
    [TestCase("<doc><member name='T:RoCL.Optimizers.Standard.Lars'><example><code>{}</code></example></member></doc>")]
    public void A_component_without_an_example_fails_by_name(string documentation)
    {
        var missing = ComponentExample.In(XDocument.Parse(documentation), Catalogue.Named("sgd")).Single();
        Assert.That(
            () => missing.Document,
            Throws.InstanceOf<AssertionException>().With.Message.Contains("Optimizer Optimizers.Standard/sgd")
        );
    }
}
