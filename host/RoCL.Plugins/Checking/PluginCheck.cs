using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Contracts.Testing;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Values;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Sources;
using RoCL.Plugins.Trust;
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
    ) =>
        sources
            .Ready([path])
            .Match(
                ready =>
                {
                    var found = PluginCatalogue.Read(new PluginFolders(ready), HostPlatform.Here);
                    var components = found.Components.Where(component => !HostBuild.Has(component.Plugin)).ToList();
                    if (components.Count == 0 && !found.Problems.Any())
                    {
                        return
                        [
                            new(
                                "ROCL0251",
                                path,
                                "holds no plugin: there is no component to check.",
                                "Name a C# file, an assembly, or the folder of a plugin."
                            ),
                        ];
                    }

                    return Uses(components, uses)
                        .Match(
                            given =>
                                [
                                    .. found.Problems,
                                    .. components.SelectMany(component => Check(component, given, settings, stop)),
                                ],
                            problems => problems
                        );
                },
                problems => problems
            );

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
        return [.. uses.SelectMany(use => Check(use, settings, stop))];
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
            var broken = laws.Count(law =>
            {
                stop.ThrowIfCancellationRequested();
                return CheckView.Law(console, law.Sentence, law.On(settings)) is Verdict.Broken;
            });
            return broken == 0
                ? []
                :
                [
                    new(
                        "ROCL0250",
                        $"{use.Component.QualifiedName} {use.Component.Plugin.Release}",
                        $"breaks {broken} of the {laws.Count} laws of its contract.",
                        $"Mend the cases above; --seed {settings.Seed} brings the same ones again."
                    ),
                ];
        }
        catch (ProblemException fault)
        {
            return [fault.Problem];
        }
    }

    private Result<ILookup<string, ComponentUse>> Uses(
        List<ComponentDescription> components,
        ImmutableArray<string> uses
    ) =>
        Result
            .All(uses.Select(text => Use(components, text)))
            .Then<ILookup<string, ComponentUse>>(read => new Result<ILookup<string, ComponentUse>>.Ok(
                read.ToLookup(use => use.Component.QualifiedName)
            ));

    private Result<ComponentUse> Use(List<ComponentDescription> components, string text)
    {
        if (Parsed(text) is not { } node)
        {
            return new Problem(
                "ROCL0253",
                "--use",
                $"'{text}' is no component.",
                "Write it as recipes do: --use '{ \"use\": \"restarts\", \"inner\": \"pgd\" }'."
            );
        }

        var name = node["use"] is JsonValue value && value.TryGetValue<string>(out var said) ? said : "";
        if (
            components.Find(component => component.Name == name || component.QualifiedName == name) is not { } component
        )
        {
            return new Problem(
                "ROCL0252",
                "--use",
                $"'{name}' is no component of the plugins that are checked.",
                Nearest.To(name, components.Select(each => each.Name)) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"There: {string.Join(", ", components.Select(each => each.Name))}."
            );
        }

        node["use"] = component.QualifiedName;
        return SingleComponent.Read("--use", node, component.Kind, catalogue);
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
