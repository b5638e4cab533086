using RoCL.Core.Values;

namespace RoCL.Core.Components;

/// <summary>What is known of a component before any of its code runs.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">What recipes call it.</param>
/// <param name="Summary">One line.</param>
/// <param name="Options">The parameters of its constructor, in their order.</param>
/// <param name="TypeName">The full name of its record.</param>
/// <param name="Plugin">Where it comes from.</param>
public sealed record ComponentDescription(
    ComponentKind Kind,
    string Name,
    string Summary,
    ValueList<OptionDescription> Options,
    string TypeName,
    PluginIdentity Plugin
)
{
    /// <summary>The name that no other plugin's component has, <c>plugin/name</c>.</summary>
    public string QualifiedName => $"{Plugin.Id}/{Name}";

    /// <summary>
    /// Whether it carries a state from step to step: <see cref="IStatefulLoss"/> or
    /// <see cref="IStatefulAttack"/>.
    /// </summary>
    public bool KeepsState { get; init; }
}

/// <summary>One parameter of a component's constructor.</summary>
/// <param name="Name">As recipes write it: the parameter's name with a small first letter.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Required">
/// Whether a recipe has to give it, since the constructor has no default.
/// </param>
/// <param name="Default">
/// The default as recipes would write it, such as <c>0.5</c>, <c>"none"</c> or <c>null</c>;
/// <see langword="null"/> when required.
/// </param>
/// <param name="Low">The least value allowed, for numbers.</param>
/// <param name="High">The greatest value allowed, for numbers.</param>
public sealed record OptionDescription(
    string Name,
    OptionType Type,
    bool Required = false,
    string? Default = null,
    double? Low = null,
    double? High = null
)
{
    /// <summary>
    /// What the option is for, from the assembly's documentation file, where there is one.
    /// </summary>
    public string? Summary { get; init; }

    /// <summary>
    /// The fewest members of a list that is given; of a text, whether it may be blank: 0.
    /// </summary>
    public int Fewest { get; init; }

    /// <summary>Whether each member of a list may stand in it once only.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>The options that have no effect beside it, nor it beside them.</summary>
    public ValueList<string> Excludes { get; init; } = [];

    /// <summary>What it needs to have an effect: one alternative of each.</summary>
    public ValueList<OptionNeed> Needs { get; init; } = [];

    /// <summary>
    /// Whether it names a head of the trained model that is measured as it stands.
    /// </summary>
    public bool IsMeasuredHead { get; init; }
}

/// <summary>Which plugin a component comes from.</summary>
/// <param name="Id">The assembly's name.</param>
/// <param name="Version">The assembly's informational version, else its version.</param>
/// <param name="Path">The assembly's file, as it is loaded.</param>
public sealed record PluginIdentity(string Id, string Version, string Path)
{
    /// <summary>
    /// Where a person has the assembly, of which <see cref="Path"/> may be a copy.
    /// </summary>
    public string Origin { get; init; } = Path;

    /// <summary>
    /// What stands for an assembly of a cache: the C# file or folder that it was compiled of, as
    /// the person has named it, or the original that a run has kept; <see langword="null"/> for any
    /// other.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>What a person knows the plugin by: messages name no file of a cache.</summary>
    public string Known => Source ?? Origin;

    /// <summary>
    /// The version as people say it: without the commit that a build adds behind a plus sign.
    /// </summary>
    public string Release => Version.Split('+')[0];

    /// <summary>As messages name it, <c>Attacks.Gradient 0.1.0</c>.</summary>
    public override string ToString() => $"{Id} {Release}";
}
