namespace RoCL.Teachers.Standard;

/// <summary>The model as it was before the first step: training moves away from it.</summary>
/// <remarks>
/// All weights and running statistics stay what they were. With weights to begin with, it is the
/// frozen original that an encoder is to stay near to. Reference: Schlarmann et al. 2024,
/// arXiv:2402.12336 (FARE).
/// </remarks>
/// <example>
/// <code>
/// {
///   "teachers": { "old": { "use": "start" } },
///   "loss": [{ "use": "mse", "views": ["adv", "a@old"], "head": "features" }]
/// }
/// </code>
/// </example>
[Component("start", "The student before the first step")]
public sealed record Start : ITeacher
{
    /// <inheritdoc/>
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) => teacher;
}
