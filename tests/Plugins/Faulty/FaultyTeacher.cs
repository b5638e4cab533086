namespace Lab.Faulty;

/// <summary>A moving average of the student, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many steps.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-teacher", "A moving average of the student")]
public sealed record FaultyTeacher(string Kind = "", int After = 2, string Repaired = "") : ITeacher
{
    /// <inheritdoc/>
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
    {
        var sound = tensor.IsStatistic ? student.clone() : teacher.lerp(student, 0.5);
        var isSound = tensor.IsStatistic || moment.Step < After || File.Exists(Repaired);
        return isSound ? sound : Faulty(sound, teacher, student);
    }

    private Tensor Faulty(Tensor sound, Tensor teacher, Tensor student)
    {
        switch (Kind)
        {
            case "shape":
                return zeros(1);
            case "nan":
                return sound * double.NaN;
            case "alias":
                return student;
            case "disposes":
                student.Dispose();
                return sound;
            case "writes":
                teacher.zero_();
                student.zero_();
                return sound;
            default:
                return new Fault(Kind, 0, Repaired).In(Kind, sound);
        }
    }
}
