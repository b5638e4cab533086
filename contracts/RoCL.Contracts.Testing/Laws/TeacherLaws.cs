namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="ITeacher"/>.</summary>
public static class TeacherLaws
{
    private const double Rounding = 1e-5;

    /// <summary>Shape and type stay what they are, since checkpoints hold the tensor.</summary>
    public static Law<ITeacher> KeepsTheForm { get; } =
        Law(
            "returns a tensor of the shape and type that it got",
            new(OptionEnds: true),
            (create, followed) =>
            {
                var before = followed.Teacher();
                var after = Follow(create(), followed);
                return Form(after) == Form(before) ? null : $"{Form(after)} returned, and {Form(before)} given";
            }
        );

    /// <summary>The same tensors give the same bits: it remembers nothing.</summary>
    public static Law<ITeacher> IsDeterministic { get; } =
        Law(
            "gives the same tensors the same bits, whatever came before",
            new(OneCaseIn: 2),
            (create, followed) =>
            {
                var teacher = create();
                var first = Follow(teacher, followed);
                var again = Follow(teacher, followed);
                return Discrepancy.NotRepeated(first, again, Follow(create(), followed));
            }
        );

    /// <summary>Neither tensor is written to: others look at them afterwards.</summary>
    public static Law<ITeacher> KeepsItsInputs { get; } =
        Law(
            "does not write to the tensors that it got",
            new(OneCaseIn: 2),
            (create, followed) =>
            {
                var before = followed.Teacher();
                var student = followed.Student();
                using var quiet = no_grad();
                _ = create().Follow(before, student, followed.Tensor, followed.Moment);
                return Discrepancy.Different("the teacher's tensor before and after", before, followed.Teacher())
                    ?? Discrepancy.Different("the student's tensor before and after", student, followed.Student());
            }
        );

    /// <summary>
    /// The result is no second name of the student's tensor, which goes on moving.
    /// </summary>
    public static Law<ITeacher> SharesNothingWithTheStudent { get; } =
        Law(
            "returns memory that the student does not write to",
            new(OneCaseIn: 2),
            (create, followed) =>
            {
                using var quiet = no_grad();
                var student = followed.Student();
                var after = create().Follow(followed.Teacher(), student, followed.Tensor, followed.Moment);
                var before = after.clone();
                student.add_(1);
                return Discrepancy.Different("the result before and after the student's next step", after, before);
            }
        );

    /// <summary>A student that does not move is not moved away from.</summary>
    public static Law<ITeacher> StaysWithAStudentThatStays { get; } =
        Law(
            "stays where it is when the student is there too",
            new(OneCaseIn: 2, OptionEnds: true),
            (create, followed) =>
            {
                using var quiet = no_grad();
                var student = followed.Student();
                var after = create().Follow(student.clone(), student, followed.Tensor, followed.Moment);
                return Discrepancy.Different("the tensor after and before", after, student, Rounding);
            }
        );

    /// <summary>Finite tensors give finite ones.</summary>
    public static Law<ITeacher> StaysFinite { get; } =
        Law(
            "returns finite numbers",
            new(OptionEnds: true),
            (create, followed) => Discrepancy.NotFinite("the tensor", Follow(create(), followed))
        );

    /// <summary>No native tensor but the result outlives the call.</summary>
    public static Law<ITeacher> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(OneCaseIn: 4),
            (create, followed) =>
            {
                var teacher = create();
                return Discrepancy.LeakedTensors(() => Follow(teacher, followed));
            }
        );

    /// <summary>All laws of teachers.</summary>
    public static IReadOnlyList<Law<ITeacher>> All { get; } =
    [
        KeepsTheForm,
        IsDeterministic,
        KeepsItsInputs,
        SharesNothingWithTheStudent,
        StaysWithAStudentThatStays,
        StaysFinite,
        LeavesNoTensor,
    ];

    private static Law<ITeacher> Law(
        string sentence,
        LawScope scope,
        Func<Func<ITeacher>, FollowedTensor, string?> observe
    ) => Law<ITeacher>.For(sentence, _ => FollowedTensor.Any(), observe, scope);

    private static Tensor Follow(ITeacher teacher, FollowedTensor followed)
    {
        using var quiet = no_grad();
        return teacher.Follow(followed.Teacher(), followed.Student(), followed.Tensor, followed.Moment);
    }

    private static string Form(Tensor tensor) => $"{tensor.dtype} {Discrepancy.Shape(tensor)}";
}
