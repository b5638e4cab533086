using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Plugins.Catalogue;

namespace RoCL.Plugins.Checking;

/// <summary>Reads the options that components are checked with, as after <c>--use</c>.</summary>
/// <param name="catalogue">All components, which options may name.</param>
/// <param name="components">Those that are checked.</param>
internal sealed class CheckedUses(PluginCatalogue catalogue, IReadOnlyList<ComponentDescription> components)
{
    /// <summary>The uses by the components' qualified names.</summary>
    /// <param name="texts">As recipes write them.</param>
    /// <returns>
    /// ROCL0252 none of the components, ROCL0253 no object, ROCL0101 broken JSON; and what is wrong
    /// with the options.
    /// </returns>
    public Result<ILookup<string, ComponentUse>> Read(ImmutableArray<string> texts) =>
        Result
            .All(texts.Select(Read))
            .Then(uses => new Result<ILookup<string, ComponentUse>>.Ok(
                uses.ToLookup(use => use.Component.QualifiedName)
            ));

    private Result<ComponentUse> Read(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return new Problem(
                "ROCL0253",
                "--use",
                $"The text '{text}' is not a component.",
                "Write it as recipes do: --use '{ \"use\": \"restarts\", \"inner\": \"pgd\" }'."
            );
        }

        return RecipeText.Parse("--use", text).Then(Read);
    }

    private Result<ComponentUse> Read(JsonObject node)
    {
        var name = node["use"] is JsonValue value && value.TryGetValue<string>(out var given) ? given : "";
        var named = components.FirstOrDefault(component => component.Name == name || component.QualifiedName == name);
        if (named is null)
            return Unknown(name);
        node["use"] = named.QualifiedName;
        return SingleComponent.Read("--use", node, named.Kind, catalogue);
    }

    private Problem Unknown(string name)
    {
        var names = components.Select(component => component.Name).ToList();
        return new(
            "ROCL0252",
            "--use",
            $"The plugins that are checked have no component '{name}'.",
            Nearest.To(name, names) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"There: {string.Join(", ", names)}."
        );
    }
}
