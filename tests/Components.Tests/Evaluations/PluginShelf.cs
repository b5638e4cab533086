using System.Collections.Immutable;
using System.Reflection;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Metadata;

namespace Components.Tests.Evaluations;

/// <summary>
/// Every component in the assemblies that lie beside the tests, read from metadata as any plugin's
/// are.
/// </summary>
internal sealed class PluginShelf : IComponentCatalogue, IComponentTypes
{
    private static readonly string[] Prefixes =
    [
        "Components.Tests",
        "Attacks.",
        "Augmentations.",
        "Datasets.",
        "Encoders.",
        "Evaluations.",
        "Heads.",
        "Losses.",
        "Measurements.",
        "Monitors.",
        "Optimizers.",
        "Threats.",
    ];

    private readonly ImmutableArray<Shelved> _all =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsOurs).SelectMany(Read),
    ];

    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where)
    {
        var shelved = _all.FirstOrDefault(one => one.Component.Kind == kind && one.Component.Name == name);
        if (shelved is null)
            return new Problem("ROCL0202", where, $"No {kind} is called {name}.", "Name one that is here.");
        return shelved.Component;
    }

    public Type Load(ComponentDescription component)
    {
        var shelved = _all.First(one => one.Component == component);
        return Assembly.Load(shelved.Assembly).GetType(component.TypeName)!;
    }

    private static bool IsOurs(string path)
    {
        var name = Path.GetFileName(path);
        return Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static IEnumerable<Shelved> Read(string path)
    {
        using var file = File.OpenRead(path);
        var assembly = Path.GetFileNameWithoutExtension(path);
        return ComponentReader
            .Read(file, path)
            .Match(read => read.Components.Select(component => new Shelved(component, assembly)), _ => []);
    }

    private sealed record Shelved(ComponentDescription Component, string Assembly);
}
