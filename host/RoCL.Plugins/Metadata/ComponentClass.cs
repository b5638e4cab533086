using System.Reflection.Metadata;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>One class with <see cref="ComponentAttribute"/>, as metadata.</summary>
/// <param name="Sound">
/// The component, once for every kind that it is of; empty when it cannot be used.
/// </param>
/// <param name="Fault">Why it cannot be used; without problems when it can.</param>
internal sealed record ComponentClass(ImmutableArray<ComponentDescription> Sound, ComponentFault Fault)
{
    /// <summary>
    /// Reads every class that is a component; ROCL0265 where two of a kind have one name, and a
    /// recipe could not choose between them.
    /// </summary>
    public static IReadOnlyList<ComponentClass> Read(MetadataReader metadata, PluginIdentity plugin)
    {
        var all = metadata
            .TypeDefinitions.Select(type => Read(metadata, type, plugin))
            .OfType<ComponentClass>()
            .ToList();
        var alike = all.SelectMany(read => read.Sound)
            .GroupBy(component => (component.Kind, component.Name))
            .Where(group => group.Count() > 1)
            .ToList();
        return
        [
            .. all.Where(read => !read.Sound.Any(component => alike.Exists(group => group.Contains(component)))),
            .. alike.Select(group => OfOneName(plugin, group.Key.Name, group)),
        ];
    }

    private static ComponentClass OfOneName(
        PluginIdentity plugin,
        string name,
        IEnumerable<ComponentDescription> components
    )
    {
        var classes = string.Join(", ", components.Select(component => component.TypeName));
        var problem = new Problem(
            "ROCL0265",
            $"{plugin.Id}/{name}",
            $"Several classes have this name: {classes}.",
            "Give each component of a plugin a name of its own."
        );
        return new([], new(name, [problem]));
    }

    private static ComponentClass? Read(MetadataReader metadata, TypeDefinitionHandle handle, PluginIdentity plugin)
    {
        var type = metadata.GetTypeDefinition(handle);
        var attributes = metadata.AttributesOf(type.GetCustomAttributes(), typeof(ComponentAttribute).FullName!);
        return attributes.Select(attribute => Read(metadata, handle, attribute.Texts(2), plugin)).FirstOrDefault();
    }

    private static ComponentClass Read(
        MetadataReader metadata,
        TypeDefinitionHandle handle,
        IReadOnlyList<string?> texts,
        PluginIdentity plugin
    )
    {
        var name = texts.ElementAtOrDefault(0) ?? "";
        var summary = texts.ElementAtOrDefault(1) ?? "";
        var typeName = metadata.FullName(handle);
        var where = $"{plugin.Id}/{name}";
        var contracts = metadata.ContractsOf(handle).ToList();
        var kinds = KindsOf(contracts, Contract.KindOf);
        var statefulKinds = KindsOf(contracts, Contract.StatefulKindOf);
        var constructor = ComponentConstructor.Of(metadata, handle);
        var options = constructor is { } chosen ? ComponentOptions.Read(metadata, chosen, where) : [];

        var type = metadata.GetTypeDefinition(handle);
        var faults = new ClassFaults(where, typeName).Of(type, name, kinds.Count, constructor);
        ImmutableArray<Problem> problems = [.. faults, .. options.SelectMany(option => option.Problems)];
        if (!problems.IsEmpty)
            return new([], new(name, problems));

        ImmutableArray<OptionDescription> described = [.. options.Select(option => option.ValueOrThrow())];
        var sound = kinds.Select(kind => new ComponentDescription(kind, name, summary, [.. described], typeName, plugin)
        {
            KeepsState = statefulKinds.Contains(kind),
        });
        return new([.. sound], new(name, []));
    }

    private static List<ComponentKind> KindsOf(
        List<(string? Assembly, string Name)> contracts,
        Func<string?, string, ComponentKind?> kindOf
    ) => [.. contracts.Select(contract => kindOf(contract.Assembly, contract.Name)).OfType<ComponentKind>().Distinct()];
}
