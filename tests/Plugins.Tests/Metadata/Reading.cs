using System.Reflection;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Optimizers.Standard;
using RoCL.Plugins.Metadata;
using Shared.Components;

namespace Plugins.Tests.Metadata;

public sealed class Reading
{
    private static readonly PluginAssembly Here = Read(typeof(EveryOption).Assembly);

    [Test]
    public void Metadata_and_reflection_agree_on_the_samples() =>
        Assert.That(
            Reflected.Lines(Here.Components),
            Is.EqualTo(Reflected.Lines(Reflected.Components(typeof(EveryOption).Assembly, Here)))
        );

    [Test]
    public void Metadata_and_reflection_agree_on_the_standard_optimizers()
    {
        var optimizers = Read(typeof(Sgd).Assembly);
        Assert.That(optimizers.Faults, Is.Empty);
        Assert.That(optimizers.Components, Is.Not.Empty);
        Assert.That(
            Reflected.Lines(optimizers.Components),
            Is.EqualTo(Reflected.Lines(Reflected.Components(typeof(Sgd).Assembly, optimizers)))
        );
    }

    [TestCase("required", "whole number", null)]
    [TestCase("step", "number", "\"2/255\"")]
    [TestCase("factor", "number", "0.1")]
    [TestCase("many", "whole number", "5000000000")]
    [TestCase("name", "text", "\"a \\\"b\\\" ü\"")]
    [TestCase("flag", "true or false", "true")]
    [TestCase("rounding", "\"down\" | \"to-nearest\" | \"half-away-from-zero\" | \"dlr-targeted\"", "\"dlr-targeted\"")]
    [TestCase("perhaps", "\"down\" | \"to-nearest\" | \"half-away-from-zero\" | \"dlr-targeted\"", "\"down\"")]
    [TestCase("split", "\"train\" | \"test\"", "\"test\"")]
    [TestCase("limit", "number", "null")]
    [TestCase("count", "whole number", "3")]
    [TestCase("threat", "threat model", "null")]
    [TestCase("inner", "attack", "null")]
    [TestCase("teacher", "run's folder", "null")]
    [TestCase("teachers", "list of run's folder", "null")]
    [TestCase("weights", "list of number", "null")]
    [TestCase("pipeline", "list of augmentation", "null")]
    public void An_option_is_described_as_recipes_write_it(string name, string type, string? otherwise)
    {
        var option = Here
            .Components.Single(component => component.Name == "every-option")
            .Options.Single(option => option.Name == name);
        Assert.That(
            (option.Type.ToString(), option.Default, option.Required),
            Is.EqualTo((type, otherwise, otherwise is null))
        );
    }

    [Test]
    public void A_range_is_read_from_its_attribute()
    {
        var options = Here
            .Components.Single(component => component.Name == "every-option")
            .Options.ToDictionary(option => option.Name);
        Assert.That((options["factor"].Low, options["factor"].High), Is.EqualTo((0.5, 2.0)));
        Assert.That((options["many"].Low, options["many"].High), Is.EqualTo((1.0, 9.0)));
        Assert.That((options["step"].Low, options["step"].High), Is.EqualTo(((double?)null, (double?)null)));
    }

    [TestCase("no-contract", "ROCL0214")]
    [TestCase("is-abstract", "ROCL0215")]
    [TestCase("is-generic", "ROCL0215")]
    [TestCase("is-hidden", "ROCL0215")]
    [TestCase("Odd Name", "ROCL0217")]
    [TestCase("named-twice", "ROCL0265")]
    public void A_component_that_cannot_be_used_is_a_fault_and_hides_no_other(string name, string code)
    {
        var fault = Here.Faults.Single(fault => fault.Name == name);
        Assert.That(fault.Problems.Select(problem => problem.Code), Is.EqualTo(new[] { code }));
        Assert.That(fault.Problems[0].Where, Is.EqualTo($"Shared/{name}"));
        Assert.That(Here.Components.Any(component => component.Name == name), Is.False);
    }

    [Test]
    public void A_component_without_a_contract_is_shown_all_of_them() =>
        Assert.That(
            Here.Faults.Single(fault => fault.Name == "no-contract").Problems[0].Remedy,
            Does.Contain("IEncoder").And.Contain("IMonitor").And.Contain("ITeacher").And.Contain("ThreatModel")
        );

    [Test]
    public void Every_option_that_no_recipe_can_write_is_named()
    {
        var problems = Here.Faults.Single(fault => fault.Name == "odd-options").Problems;
        Assert.That(
            problems.Select(problem => problem.Where),
            Is.EqualTo(
                new[]
                {
                    "Shared/odd-options, option table",
                    "Shared/odd-options, option address",
                    "Shared/odd-options, option price",
                }
            )
        );
        Assert.That(problems.Select(problem => problem.Code), Is.All.EqualTo("ROCL0216"));
        Assert.That(problems[0].What, Does.Contain("Dictionary<String, Int32>"));
    }

    [Test]
    public void A_record_of_two_kinds_is_two_components() =>
        Assert.That(
            Here.Components.Where(component => component.TypeName == "Shared.Components.Outer+Nested")
                .Select(component => component.Kind),
            Is.EqualTo(new[] { ComponentKind.Encoder, ComponentKind.Head })
        );

    [Test]
    public void The_assembly_says_who_it_is_and_what_it_needs()
    {
        Assert.That(
            (Here.Identity.Id, Here.Identity.Release, Here.TargetFramework),
            Is.EqualTo(("Shared", "0.1.0", ".NETCoreApp,Version=v10.0"))
        );
        Assert.That(Here.Contracts, Is.EqualTo(typeof(IEncoder).Assembly.GetName().Version));
        Assert.That(Here.VersionOf("TorchSharp"), Is.EqualTo(typeof(TorchSharp.torch).Assembly.GetName().Version));
        Assert.That(Here.VersionOf("Serilog"), Is.Null);
    }

    private static PluginAssembly Read(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        return ((Result<PluginAssembly>.Ok)ComponentReader.Read(file, assembly.Location)).Value;
    }
}
