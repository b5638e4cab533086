namespace RoCL.Contracts;

/// <summary>A tensor of a teacher and of its student.</summary>
/// <param name="Name">
/// The student's name of it, such as <c>encoder.conv1.weight</c>, <c>heads.projector.bias</c> or
/// <c>routes.adv.encoder.bn1.running_mean</c>.
/// </param>
/// <param name="IsStatistic">
/// Whether it is no parameter but a statistic: a running mean or variance of batch-norm, or its
/// count of batches, which is a whole number (int64).
/// </param>
public sealed record TeacherTensor(string Name, bool IsStatistic);
