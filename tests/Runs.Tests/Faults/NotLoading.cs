using System.Text;
using RoCL.Runs.Engine;
using Shared.Plugins;
using Shared.Runs;

namespace Runs.Tests.Faults;

/// <summary>
/// Plugins that cannot be used: a run that names one gets its problem, other runs notice nothing.
/// </summary>
[NonParallelizable]
public sealed class NotLoading
{
    [TestCaseSource(typeof(AssemblyFaults), nameof(AssemblyFaults.All))]
    public void A_faulty_assembly(object of)
    {
        var fault = (AssemblyFault)of;
        using var folder = new PluginsFolder();
        fault.Put(folder);
        using var named = new FaultyRun(Places.TestPlugin("Faulty"), folder.Root);
        var (outcome, errors) = named.Run($"views.adv.attack={{\"use\":\"{fault.Attack}\"}}");
        if (fault.Code.Length == 0)
        {
            Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
            return;
        }
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Failed>());
        Assert.That(
            errors.Where(line => line.StartsWith("error ", StringComparison.Ordinal)).Single(),
            Does.Contain(fault.Code).And.Contain(fault.Named).And.Contain("views.adv.attack").And.Not.Contain("   at ")
        );
        Assert.That(
            Directory.Exists(named.Folder.Checkpoints) && named.Checkpoints().Count > 0,
            Is.False,
            "nothing was trained"
        );

        using var beside = new FaultyRun(Places.TestPlugin("Faulty"), folder.Root);
        var (unhindered, said) = beside.Run();
        Assert.That(unhindered, Is.InstanceOf<RunOutcome.Finished>());
        Assert.That(said, Is.Empty);
    }

    [Test]
    public void Everything_that_is_wrong_with_a_plugin_is_reported_at_once()
    {
        using var folder = new PluginsFolder();
        folder.Add("MissingDependency", "MissingDependency");
        var image = Encoding.Latin1.GetString(
            File.ReadAllBytes(Path.Combine(folder.Root, "MissingDependency", "MissingDependency.dll"))
        );
        folder.Write(
            "MissingDependency/MissingDependency.dll",
            Encoding.Latin1.GetBytes(image.Replace("Version=v10.0", "Version=v99.0", StringComparison.Ordinal))
        );
        Assert.That(
            Places
                .Catalogue(folder.Root)
                .Plugins.Single(plugin => plugin.Assembly.Identity.Id == "MissingDependency")
                .Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0212", "ROCL0225" })
        );
    }

    [Test]
    public void Two_versions_of_one_library_work_side_by_side_in_one_run()
    {
        using var run = new FaultyRun(
            Places.TestPlugin("Faulty"),
            Places.TestPlugin("NeedsDependencyOne"),
            Places.TestPlugin("NeedsDependencyTwo")
        );
        var (outcome, errors) = run.Run(
            "views.adv.attack={\"use\":\"NeedsDependencyTwo/dependent\"}",
            """
            evaluate=[
              { "use": "faulty-evaluation", "attack": "NeedsDependencyOne/dependent" },
              { "use": "faulty-evaluation", "attack": "NeedsDependencyTwo/dependent" }
            ]
            """
        );
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), string.Join('\n', errors));
        Assert.That(
            ((RunOutcome.Finished)outcome).Summary.Evaluations.Select(evaluation =>
                evaluation.Conditions[1].Name.Split(' ')[0]
            ),
            Is.EqualTo(new[] { "One", "Two" }),
            "each names itself by the library that it met"
        );
    }
}
