using RoCL.Core.Components;

namespace RoCL.Plugins.Catalogue;

/// <summary>What a person pastes into a recipe to use a component.</summary>
public static class Snippet
{
    /// <summary>
    /// The key and the value, with every option at its default; an option without a default is a
    /// gap to fill.
    /// </summary>
    /// <param name="component">Which component.</param>
    /// <param name="name">What recipes have to call it.</param>
    public static string Of(ComponentDescription component, string name)
    {
        var value = Value(component, name, option => option.Default != "null");
        return component.Kind switch
        {
            ComponentKind.Encoder => $"\"encoder\": {value}",
            ComponentKind.Head => $"\"heads\": {{ \"projector\": {value} }}",
            ComponentKind.Augmentation => $"\"augment\": [{value}]",
            ComponentKind.Loss => $"\"loss\": [{WithViews(value)}]",
            ComponentKind.Attack => $"\"attack\": {value}",
            ComponentKind.Dataset => $"\"data\": {value}",
            ComponentKind.Evaluation => $"\"evaluate\": [{value}]",
            ComponentKind.Measurement => $"\"measurements\": [{value}]",
            ComponentKind.ThreatModel => $"\"threat\": {value}",
            ComponentKind.Optimizer => $"\"optimizer\": {value}",
            ComponentKind.Monitor => $"\"monitors\": {{ \"{component.Name}\": {value} }}",
            ComponentKind.LearningRate => $"\"learningRate\": {value}",
            ComponentKind.Teacher => $"\"teachers\": {{ \"target\": {value} }}",
            ComponentKind.Mixing => $"\"mixed\": {{ \"mix\": \"a\", \"by\": {value} }}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The value alone, with the gaps of those options that have no default.</summary>
    /// <param name="component">Which component.</param>
    public static string Value(ComponentDescription component) =>
        Value(component, component.Name, option => option.Required);

    private static string WithViews(string loss) =>
        loss.Replace("{ \"use\"", "{ \"views\": [\"a\", \"b\"], \"use\"", StringComparison.Ordinal);

    private static string Value(ComponentDescription component, string name, Func<OptionDescription, bool> shown) =>
        $"{{ {string.Join(", ", component.Options.Where(shown).Select(Pair).Prepend($"\"use\": \"{name}\""))} }}";

    private static string Pair(OptionDescription option) => $"\"{option.Name}\": {option.Default ?? Gap(option.Type)}";

    private static string Gap(OptionType type) =>
        type switch
        {
            OptionType.Real or OptionType.Whole => "0",
            OptionType.Text => "\"\"",
            OptionType.Truth => "false",
            OptionType.Choice choice => $"\"{choice.Words[0]}\"",
            OptionType.Threat => "{ \"linf\": \"8/255\" }",
            OptionType.Component => "{ \"use\": \"\" }",
            OptionType.Model => "\"runs/\"",
            OptionType.List => "[]",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
