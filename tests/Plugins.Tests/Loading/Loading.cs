using System.Collections.Immutable;
using System.Runtime.Loader;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using Shared.Plugins;

namespace Plugins.Tests.Loading;

public sealed class Loading
{
    private readonly LoadedComponents _types = new(new McMasterPluginLoader());

    [Test]
    public void Reading_the_catalogue_loads_nothing()
    {
        using var folder = new PluginsFolder("NotANumber");
        Assert.That(Places.Catalogue(folder.Root).Problems, Is.Empty);
        Assert.That(
            AppDomain
                .CurrentDomain.GetAssemblies()
                .Where(assembly => !assembly.IsDynamic)
                .Select(assembly => assembly.Location),
            Has.None.StartsWith(folder.Root)
        );
    }

    [Test]
    public void A_component_is_loaded_once_into_a_context_of_its_plugin()
    {
        var type = _types.Load(Places.ComponentOf("SignMomentum"));
        var again = _types.Load(Places.ComponentOf("SignMomentum"));
        Assert.That(type, Is.SameAs(again));
        Assert.That(AssemblyLoadContext.GetLoadContext(type.Assembly), Is.Not.SameAs(AssemblyLoadContext.Default));
        Assert.That(typeof(IAttack).IsAssignableFrom(type));
    }

    [Test]
    public void An_attack_of_twenty_lines_against_the_contracts_alone_runs()
    {
        using var scope = NewDisposeScope();
        var component = Places.ComponentOf("SignMomentum");
        var attack = (IAttack)
            Construction.Create(_types.Load(component), new Dictionary<string, object?> { ["iterations"] = 3.0 });
        Tensor clean = full([2, 3, 4, 4], 0.5);
        var moved = attack.Perturb(clean, new Brightness(), new LInf(8 / 255.0), new Rng(new Seed(1), 2));
        Assert.That(moved.sub(clean).allclose(full_like(clean, 6 / 255.0)), Is.True);
    }

    [Test]
    public void A_plugin_that_brings_the_contracts_and_TorchSharp_along_gets_the_hosts()
    {
        var type = _types.Load(Places.ComponentOf("OwnContracts"));
        Assert.That(typeof(IAttack).IsAssignableFrom(type));
        Assert.That(type.GetMethod("Perturb")!.ReturnType, Is.SameAs(typeof(Tensor)));
        using var clean = zeros(2, 1, 4, 4);
        var attack = (IAttack)Construction.Create(type, ImmutableDictionary<string, object?>.Empty);
        using var moved = attack.Perturb(clean, new Brightness(), new L2(0.5), new Rng(new Seed(1), 2));
        Assert.That(new L2(0.5).Contains(moved, clean));
    }

    [TestCase("SkiaSharp")]
    [TestCase("Google.Protobuf")]
    [TestCase("ICSharpCode.SharpZipLib")]
    public void What_TorchSharp_draws_in_is_not_shared_with_a_plugin_that_brings_its_own(string assembly)
    {
        Assert.That(Meets("OwnContracts", assembly), Is.Not.SameAs(AssemblyLoadContext.Default));
        Assert.That(Meets("SignMomentum", assembly), Is.SameAs(AssemblyLoadContext.Default));
    }

    [Test]
    public void Two_versions_of_one_private_dependency_work_side_by_side()
    {
        var answers = new[] { "NeedsDependencyOne", "NeedsDependencyTwo" }.Select(plugin =>
            Construction
                .Create(_types.Load(Places.ComponentOf(plugin)), ImmutableDictionary<string, object?>.Empty)
                .ToString()
        );
        Assert.That(answers, Is.EqualTo(new[] { "One", "Two" }));
    }

    [Test]
    public void Two_releases_of_one_plugin_work_side_by_side_and_share_no_static()
    {
        using var scope = NewDisposeScope();
        var catalogue = Places.CatalogueOf("SignMomentumOne", "SignMomentumTwo");
        var types = new[] { "1.0", "1.1" }
            .Select(release => _types.Load(catalogue.Named($"sign-momentum@{release}").Single()))
            .ToList();
        Assert.That(types.Select(type => type.FullName).Distinct().Count(), Is.EqualTo(1));
        Tensor clean = linspace(0.2, 0.8, 2 * 3 * 4 * 4).reshape(2, 3, 4, 4);
        var moved = types.ConvertAll(type =>
            (
                (IAttack)
                    Construction.Create(type, new Dictionary<string, object?> { ["iterations"] = 4.0, ["step"] = 0.05 })
            ).Perturb(clean, new Valley(), new LInf(0.3), new Rng(new Seed(1), 2))
        );
        Assert.That(moved[0].allclose(moved[1]), Is.False, "each release computes in its own way");
        _ = ((IAttack)Construction.Create(types[1], ImmutableDictionary<string, object?>.Empty)).Perturb(
            clean,
            new Valley(),
            new LInf(0.3),
            new Rng(new Seed(1), 2)
        );
        Assert.That(types.Select(type => type.GetProperty("Attacked")!.GetValue(null)), Is.EqualTo(new[] { 1, 2 }));
    }

    /// <summary>
    /// An objective whose gradient depends on where it is taken: the nearer to gray, the higher.
    /// </summary>
    private sealed record Valley : IObjective
    {
        public Tensor? Labels => null;

        public Tensor Outputs(Tensor images) => images.flatten(1);

        public Tensor Losses(Tensor images) => -(images - 0.5).square().flatten(1).sum(1);

        public ObjectivePoint At(Tensor images) => new(Outputs(images), Losses(images), -2 * (images - 0.5));

        public IObjective Aim(Func<Tensor, Tensor> losses) => this;

        public IObjective Only(Tensor rows) => this;
    }

    [Test]
    public void A_missing_private_dependency_is_found_before_any_code_runs()
    {
        var problem = Failure("MissingDependency");
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0221", "plugin MissingDependency 1.2.3, missing-dependency"))
        );
        Assert.That(
            problem.What,
            Does.StartWith(
                $"The component needs Dependency 1.0.0.0, which is neither in {Places.TestPlugin("MissingDependency")} "
                    + "nor part of the host."
            )
        );
    }

    [Test]
    public void A_static_constructor_that_throws_is_reported_with_what_it_threw()
    {
        var problem = Failure("ThrowsInStaticConstructor");
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0223", "plugin ThrowsInStaticConstructor 1.2.3, throws-in-static-constructor"))
        );
        Assert.That(
            problem.What,
            Does.Contain("FormatException: The input string 'no number' was not in a correct format.")
        );
    }

    [Test]
    public void A_constructor_that_throws_is_reported_with_what_it_threw()
    {
        var type = _types.Load(Places.ComponentOf("ThrowsInConstructor"));
        var problem = Assert
            .Throws<ProblemException>(() =>
                Construction.Create(type, new Dictionary<string, object?> { ["table"] = "x.txt" })
            )!
            .Problem;
        Assert.That(
            (problem.Code, problem.Where, problem.What),
            Is.EqualTo(
                (
                    "ROCL0220",
                    "ThrowsInConstructor 1.2.3, throws-in-constructor",
                    "The component's constructor threw InvalidOperationException: x.txt is empty"
                )
            )
        );
    }

    [Test]
    public void A_class_that_is_not_there_is_a_problem() =>
        Assert.That(
            Failure(Places.ComponentOf("SignMomentum") with { TypeName = "Lab.Gone" }).Code,
            Is.EqualTo("ROCL0222")
        );

    [Test]
    public void A_class_of_another_contract_is_a_problem() =>
        Assert.That(
            Failure(Places.ComponentOf("SignMomentum") with { Kind = ComponentKind.Encoder }).Code,
            Is.EqualTo("ROCL0224")
        );

    [Test]
    public void A_file_that_went_away_is_a_problem() =>
        Assert.That(
            Failure(
                Places.ComponentOf("SignMomentum") with
                {
                    Plugin = new("SignMomentum", "1.2.3", Path.GetFullPath("gone/SignMomentum.dll")),
                }
            ).Code,
            Is.EqualTo("ROCL0222")
        );

    [Test]
    public void A_damaged_list_of_dependencies_is_a_problem()
    {
        using var folder = new PluginsFolder("SignMomentum");
        folder.Write("SignMomentum/SignMomentum.deps.json", [1, 2, 3]);
        Assert.That(
            Failure(Places.Catalogue(folder.Root).Named("sign-momentum").Single()).Code,
            Is.EqualTo("ROCL0222")
        );
    }

    private AssemblyLoadContext Meets(string plugin, string assembly) =>
        AssemblyLoadContext.GetLoadContext(
            AssemblyLoadContext
                .GetLoadContext(_types.Load(Places.ComponentOf(plugin)).Assembly)!
                .LoadFromAssemblyName(new(assembly))
        )!;

    private Problem Failure(string plugin) => Failure(Places.ComponentOf(plugin));

    private Problem Failure(ComponentDescription component) =>
        Assert.Throws<ProblemException>(() => _types.Load(component))!.Problem;
}
