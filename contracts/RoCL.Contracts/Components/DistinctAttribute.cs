namespace RoCL.Contracts;

/// <summary>
/// A list of which each member stands for something that is done once, such as a severity that is
/// measured: the host refuses a recipe that writes a member twice.
/// </summary>
/// <remarks>
/// It stands at the list's parameter of the component's constructor, and the host reads it from
/// metadata. Errors: ROCL0154.
/// </remarks>
/// <example>
/// <code>
/// public sealed record Noise([Distinct] IReadOnlyList&lt;int&gt; Severities) : IMeasurement
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DistinctAttribute : Attribute;
