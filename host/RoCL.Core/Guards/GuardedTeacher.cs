using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A teacher's component behind its guard: it gets copies, and returns a tensor of the same shape,
/// type and device. Whether the numbers are finite is looked at once for all tensors of a step.
/// </summary>
/// <param name="use">The component, as the recipe names it.</param>
/// <param name="inner">The component.</param>
public sealed class GuardedTeacher(ComponentUse use, ITeacher inner) : ITeacher
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0183 another shape, type or device, ROCL0185 a tensor that
    /// it got is disposed of, ROCL0186 the student's own tensor, ROCL0346 no tensor.
    /// </exception>
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
    {
        var teacherCopy = teacher.detach().clone();
        var studentCopy = student.detach().clone();
        var next = Guard.Call(use, () => inner.Follow(teacherCopy, studentCopy, tensor, moment));
        if (ReferenceEquals(next, studentCopy))
        {
            throw Attribution.Fault(
                use,
                "ROCL0186",
                $"The teacher returned the student's own tensor {tensor.Name} in place of a copy."
            );
        }

        ReturnedTensors.RequireLive(use, next);
        if (teacherCopy.IsInvalid || studentCopy.IsInvalid)
            throw Attribution.Fault(use, "ROCL0185", $"The teacher disposed of the tensor {tensor.Name} that it got.");

        var given = FormOf(teacher);
        var returned = FormOf(next);
        return returned == given
            ? next
            : throw Attribution.Fault(use, "ROCL0183", $"The teacher made {tensor.Name} {returned} out of {given}.");
    }

    private static string FormOf(Tensor tensor) => $"{ReturnedTensors.Kind(tensor)} {ReturnedTensors.Shape(tensor)}";
}
