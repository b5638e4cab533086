using RoCL.Contracts.Testing;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Values;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Sources;
using Spectre.Console;

namespace RoCL.Plugins.Checking;

/// <summary>Holds the components of plugins to the laws of their contracts.</summary>
public sealed class PluginCheck(
    PluginCatalogue catalogue,
    RecipeBinder binder,
    SourcePlugins sources,
    IAnsiConsole console
)
{
    /// <summary>Checks; what is wrong, each component that breaks a law by ROCL0250.</summary>
    /// <param name="path">The plugins.</param>
    /// <param name="uses">Components with options, as recipes write them.</param>
    /// <param name="settings">How hard to try.</param>
    /// <param name="stop">Ends between two laws.</param>
    public ImmutableArray<Problem> Check(
        string path,
        ImmutableArray<string> uses,
        LawSettings settings,
        CancellationToken stop
    ) => sources.Ready([path]).Match(ready => Check(path, ready, uses, settings, stop), problems => problems);

    private ImmutableArray<Problem> Check(
        string path,
        ImmutableArray<string> ready,
        ImmutableArray<string> uses,
        LawSettings settings,
        CancellationToken stop
    )
    {
        var found = PluginCatalogue.Read(
            (catalogue.Folders with { Paths = ready }).CompiledOf([path], ready),
            HostPlatform.Here
        );
        var components = found.Components.ToList();
        if (components.Count == 0 && !found.Problems.Any())
        {
            return
            [
                new(
                    "ROCL0251",
                    path,
                    "The path holds no plugin: there is no component to check.",
                    "Name a C# file, an assembly, or the folder of a plugin."
                ),
            ];
        }

        var given = new CheckedUses(catalogue, components).Read(uses);
        if (given is not Result<ILookup<string, ComponentUse>>.Ok { Value: var usesOf })
            return given.Problems;
        var problems = found.Problems.ToList();
        foreach (var component in components)
            problems.AddRange(Check(component, usesOf, settings, stop));
        return [.. problems];
    }

    private ImmutableArray<Problem> Check(
        ComponentDescription component,
        ILookup<string, ComponentUse> given,
        LawSettings settings,
        CancellationToken stop
    )
    {
        CheckView.Component(console, component);
        var missing = component.Options.Where(option => option.Required).Select(option => option.Name).ToList();
        if (missing.Count > 0 && !given.Contains(component.QualifiedName))
        {
            CheckView.NotChecked(
                console,
                $"it needs {string.Join(", ", missing)}; give it with --use, such as --use '{Snippet.Value(component)}'"
            );
            return [];
        }
        var plain = new ComponentUse(component, ValueDictionary.Empty<OptionValue>(), component.QualifiedName);
        var uses = given.Contains(component.QualifiedName) ? given[component.QualifiedName] : [plain];
        var problems = new List<Problem>();
        foreach (var use in uses)
            problems.AddRange(Check(use, settings, stop));
        return [.. problems];
    }

    private ImmutableArray<Problem> Check(ComponentUse use, LawSettings settings, CancellationToken stop)
    {
        try
        {
            var laws = HostedLaw.Of(use, binder);
            if (laws.Count == 0)
                CheckView.NotChecked(console, "a recipe's run is its test");
            else
                binder.Create(use);
            var broken = 0;
            foreach (var law in laws)
            {
                stop.ThrowIfCancellationRequested();
                var verdict = law.On(settings);
                CheckView.Law(console, law.Sentence, verdict);
                if (verdict is Verdict.Broken)
                    broken++;
            }
            return broken == 0 ? [] : [Broken(use.Component, broken, laws.Count, settings.Seed)];
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }

    private static Problem Broken(ComponentDescription component, int broken, int laws, int seed) =>
        new(
            "ROCL0250",
            $"{component.QualifiedName} {component.Plugin.Release}",
            $"The component breaks {broken} of the {laws} laws of its contract.",
            $"Repair the cases above; --seed {seed} brings the same ones again."
        );
}
