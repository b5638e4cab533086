namespace RoCL.Core.Components;

/// <summary>
/// All components that a recipe can name; the shell implements it by reading plugin folders.
/// </summary>
public interface IComponentCatalogue
{
    /// <summary>
    /// The component of a kind and a name, plain or qualified (<c>plugin/name</c>).
    /// </summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">What the recipe calls it.</param>
    /// <param name="where">The recipe's key, for the problem.</param>
    /// <returns>
    /// ROCL0202 when there is none, naming the nearest; ROCL0203 when several plugins have it.
    /// </returns>
    Result<ComponentDescription> Find(ComponentKind kind, string name, string where);
}
