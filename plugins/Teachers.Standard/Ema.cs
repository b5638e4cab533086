using System.ComponentModel.DataAnnotations;

namespace RoCL.Teachers.Standard;

/// <summary>
/// A moving average of the student: it follows slowly, and its outputs are steadier.
/// </summary>
/// <remarks>
/// After each step, teacher ← m · teacher + (1 - m) · student, parameter by parameter. Reference:
/// Tarvainen and Valpola 2017, arXiv:1703.01780 (mean teacher); as BYOL's target, Grill et al.
/// 2020, arXiv:2006.07733; as MoCo's key encoder, He et al. 2020, arXiv:1911.05722.
/// <para>
/// BYOL raises m from 0.996 to 1 along a cosine:
/// <c>{ "from": 0.996, "to": 1, "over": "training", "curve": "cosine" }</c>.
/// </para>
/// </remarks>
/// <param name="Momentum">m, from 0 (a copy of the student) to 1 (no change).</param>
/// <param name="Statistics">
/// What becomes of batch-norm's running means and variances: <c>average</c>, as the parameters, or
/// <c>copy</c>, the student's. Its counts of batches are always the student's.
/// </param>
/// <example>
/// <code>
/// {
///   "teachers": { "target": { "use": "ema", "momentum": 0.99, "statistics": "copy" } },
///   "loss": [{ "use": "cos", "views": ["a", "b@target"], "head": "features" }]
/// }
/// </code>
/// </example>
[Component("ema", "Exponential moving average of the student")]
public sealed record Ema(
    [Range(0.0, 1.0)] double Momentum = 0.996,
    FollowedStatistics Statistics = FollowedStatistics.Average
) : ITeacher
{
    /// <inheritdoc/>
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
    {
        var isCopied = tensor.IsStatistic && Statistics == FollowedStatistics.Copy;
        if (isCopied || !teacher.is_floating_point())
            return student.clone();
        return teacher.lerp(student, 1 - Momentum);
    }
}
