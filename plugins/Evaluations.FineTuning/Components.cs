using System.Reflection;

namespace RoCL.Evaluations.FineTuning;

/// <summary>What recipes call a component.</summary>
internal static class Components
{
    /// <summary>The name that stands after <c>use</c>; its type's for one that no recipe can name.</summary>
    public static string NameOf(object component) =>
        component.GetType().GetCustomAttribute<ComponentAttribute>()?.Name ?? component.GetType().Name;
}
