using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Catalogue;

/// <summary>The answer to a recipe that names what is not there.</summary>
public static class Missing
{
    /// <summary>
    /// ROCL0202: where was looked, what the name may have been meant to be, and what there is.
    /// </summary>
    /// <param name="catalogue">All that is there.</param>
    /// <param name="kind">What was wanted.</param>
    /// <param name="name">By which name.</param>
    /// <param name="where">The recipe's key.</param>
    public static Problem Component(PluginCatalogue catalogue, ComponentKind kind, string name, string where)
    {
        var known = catalogue
            .Components.Where(component => component.Kind == kind)
            .Select(component => component.Name)
            .Distinct()
            .ToList();
        // What could not be read may well have been it.
        var unreadable = catalogue.Unreadable.Select(problem => $"{problem.Code} {problem.Where}").ToList();
        var alsoUnreadable = unreadable.Count > 0 ? $"; unreadable: {string.Join(", ", unreadable)}" : "";
        var folders = string.Join(", ", catalogue.Folders.Known);
        return new(
            "ROCL0202",
            where,
            $"No {Noun(kind)} is called \"{name}\"; plugins were looked for in {folders}{alsoUnreadable}.",
            Remedy(catalogue, kind, name, known)
        );
    }

    /// <summary>ROCL0202 for a name that is no component's, of whatever kind.</summary>
    public static Problem Component(PluginCatalogue catalogue, string name) =>
        new(
            "ROCL0202",
            name,
            $"No component has this name; plugins were looked for in {string.Join(", ", catalogue.Folders.Known)}.",
            Nearest.To(name, catalogue.Components.Select(component => component.Name)) is { } nearest
                ? $"Did you mean \"{nearest}\"?"
                : "`rocl plugins` lists all that there are."
        );

    /// <summary>A kind as people call it: <c>attack</c>, <c>learning rate</c>.</summary>
    public static string Noun(ComponentKind kind) => Words.OfMember(kind.ToString()).Replace('-', ' ');

    private static string Remedy(PluginCatalogue catalogue, ComponentKind kind, string name, List<string> known)
    {
        if (Nearest.To(name, known) is { } nearest)
            return $"Did you mean \"{nearest}\"? Known: {List(known)}.";
        if (catalogue.Named(name).FirstOrDefault() is { } other)
            return $"That is the name of a component for another place: {Noun(other.Kind)}. Known: {List(known)}.";
        return known.Count > 0
            ? $"Known: {List(known)}."
            : $"No plugin there has any {Noun(kind)}: build one, or name it by --plugin.";
    }

    private static string List(List<string> known) => known.Count > 0 ? string.Join(", ", known) : "none";
}
