namespace RoCL.Contracts;

/// <summary>
/// An option of an evaluation that names a head of the trained model, which the evaluation measures
/// as it stands.
/// </summary>
/// <remarks>
/// It stands at the option's parameter of the component's constructor. Where the weights of a file
/// are measured, <c>rocl evaluate FILE.safetensors</c>, that head's are taken from the file, too.
/// The host reads it from metadata.
/// </remarks>
/// <example>
/// <code>
/// public sealed record Protocol([MeasuredHead] string Head = "classifier") : IEvaluation
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MeasuredHeadAttribute : Attribute;
