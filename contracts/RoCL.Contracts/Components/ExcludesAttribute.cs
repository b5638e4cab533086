namespace RoCL.Contracts;

/// <summary>
/// Two options of a component of which only one has an effect: the host refuses a recipe that
/// writes both in one place, and of two that come from different places the later one counts.
/// </summary>
/// <remarks>
/// It stands at one of the two parameters of the component's constructor, and holds for both. A
/// recipe that extends another, <c>--set</c> and a suite are later than what they start from. The
/// host reads it from metadata. Errors: ROCL0280, and the warning ROCL0282.
/// </remarks>
/// <param name="option">
/// The other option as recipes write it, such as <c>relativeStep</c>.
/// </param>
/// <example>
/// <code>
/// public sealed record Steps([Excludes("relativeStep")] double Step, double? RelativeStep)
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class ExcludesAttribute(string option) : Attribute
{
    /// <summary>The other option as recipes write it.</summary>
    public string Option { get; } = option;
}
