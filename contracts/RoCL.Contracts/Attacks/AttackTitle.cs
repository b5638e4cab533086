using System.Runtime.CompilerServices;

namespace RoCL.Contracts;

/// <summary>The short names that tables have for attacks.</summary>
public static class AttackTitle
{
    /// <summary>
    /// An attack's own title, or the text that its author wrote, such as <c>PGD-20</c>. A record
    /// without either gets its component's name and the options that are not as they are when left
    /// out: <c>sign-momentum (step 1/255)</c>.
    /// </summary>
    /// <param name="attack">The attack.</param>
    /// <param name="threat">The threat model that it is made in.</param>
    public static string Of(IAttack attack, ThreatModel threat)
    {
        if (attack is ITitledAttack titled)
            return titled.TitleIn(threat);
        return IsTextOfAuthor(attack) ? $"{attack}" : ComponentSetting.ShortNameOf(attack);
    }

    /// <summary>
    /// A name with the options in brackets that are not as they are when left out, such as
    /// <c>PGD-5 (step 8/255)</c>.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="without">The options that the name says already, or that say nothing.</param>
    public static string WithOptions(string name, IAttack attack, params IReadOnlyList<string> without) =>
        ComponentSetting.WithOptions(
            name,
            ComponentSetting.Of(attack).Where(setting => !setting.IsDefault && !without.Contains(setting.Name))
        );

    /// <summary>
    /// The titles of several attacks in a threat model. Titles that are alike get the options that
    /// differ, and a number where none does.
    /// </summary>
    /// <param name="attacks">The attacks.</param>
    /// <param name="threat">The threat model that they are made in.</param>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<IAttack> attacks, ThreatModel threat)
    {
        var titled = attacks.Select(attack => (Attack: attack, Title: Of(attack, threat))).ToList();
        var withOptions = titled
            .Select(each =>
                Among(
                    [.. titled.Where(other => other.Title == each.Title).Select(other => other.Attack)],
                    each.Attack,
                    each.Title
                )
            )
            .ToList();
        return [.. withOptions.Select((title, i) => Numbered(title, withOptions.Take(i).Count(title.Equals)))];
    }

    /// <summary>
    /// Whether an attack's text was written by its author: the one that the compiler writes for a
    /// record lists all options.
    /// </summary>
    /// <param name="attack">The attack.</param>
    public static bool IsTextOfAuthor(IAttack attack)
    {
        var text = attack.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!;
        return text.DeclaringType != typeof(object) && !text.IsDefined(typeof(CompilerGeneratedAttribute), false);
    }

    private static string Among(IReadOnlyList<IAttack> alike, IAttack attack, string title)
    {
        if (alike.Count == 1)
            return title;
        var settings = alike.SelectMany(ComponentSetting.Of).ToList();
        return ComponentSetting.WithOptions(title, ComponentSetting.Of(attack).Where(Differs));

        // One that is not set says nothing.
        bool Differs(ComponentSetting own) =>
            own.IsSet && settings.Any(other => other.Name == own.Name && other.Value != own.Value);
    }

    private static string Numbered(string title, int earlier) => earlier == 0 ? title : $"{title} ({earlier + 1})";
}
