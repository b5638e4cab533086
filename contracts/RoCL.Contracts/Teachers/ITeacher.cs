namespace RoCL.Contracts;

/// <summary>
/// How the weights of a teacher, a second model of the same architecture, follow those of the model
/// that is trained.
/// </summary>
/// <remarks>
/// A teacher begins as a copy of the student before the first step. After each step the host asks
/// for every tensor of the teacher anew, and keeps the tensors in checkpoints under
/// <c>teachers.NAME.</c>, so a teacher has no memory of its own and a resumed run has the same
/// bits. Losses see a view through it as <c>a@NAME</c>: a gradient reaches the images, and no
/// weight of the teacher.
/// <para>
/// The host checks what is returned: ROCL0183 another shape, type or device, ROCL0184 numbers that
/// are not finite, ROCL0185 an input that was disposed of, ROCL0186 the student's own tensor,
/// ROCL0346 nothing.
/// </para>
/// </remarks>
public interface ITeacher
{
    /// <summary>One tensor of the teacher after a step: a pure function of its arguments.</summary>
    /// <remarks>No gradient is recorded meanwhile.</remarks>
    /// <param name="teacher">
    /// The teacher's tensor before the step, of any shape; must not be written to.
    /// </param>
    /// <param name="student">
    /// The student's tensor after the step, of the same shape, type and device; must not be written
    /// to.
    /// </param>
    /// <param name="tensor">The tensor's name and what it is.</param>
    /// <param name="moment">The step's place in the training.</param>
    /// <returns>
    /// A new tensor of the same shape, type and device, or <paramref name="teacher"/> itself where
    /// nothing changes; not <paramref name="student"/> itself, but a copy of it.
    /// </returns>
    Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment);
}
