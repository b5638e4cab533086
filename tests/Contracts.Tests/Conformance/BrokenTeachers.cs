using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of teachers, teachers that break it.</summary>
public sealed class BrokenTeachers
{
    private const string SmallestBias = "heads.projector.linear_1.bias of 1, after step 0";

    private static readonly Broken<ITeacher>[] All =
    [
        new(
            TeacherLaws.KeepsTheForm,
            new Computes((_, student) => student.mean()),
            SmallestBias,
            "Float32 [] returned, and Float32 [1] given"
        ),
        new(
            TeacherLaws.KeepsTheForm,
            new Computes((teacher, student) => 0.9 * teacher + 0.1 * student),
            "encoder.bn1.num_batches_tracked",
            "Float32 [] returned, and Int64 [] given"
        ),
        new(TeacherLaws.IsDeterministic, () => new Counts(), SmallestBias, "second"),
        new(TeacherLaws.IsDeterministic, OtherForEachInstance(), SmallestBias, "new"),
        new(
            TeacherLaws.KeepsItsInputs,
            new Computes((teacher, student) => teacher.copy_(student)),
            SmallestBias,
            "the teacher's tensor before and after"
        ),
        new(
            TeacherLaws.KeepsItsInputs,
            new Computes((teacher, student) => student.copy_(teacher).clone()),
            SmallestBias,
            "the student's tensor before and after"
        ),
        new(
            TeacherLaws.SharesNothingWithTheStudent,
            new Computes((_, student) => student),
            SmallestBias,
            "the result before and after"
        ),
        new(
            TeacherLaws.StaysWithAStudentThatStays,
            new Computes((teacher, student) => teacher + student),
            SmallestBias,
            "the tensor after and before"
        ),
        new(
            TeacherLaws.StaysFinite,
            new Computes((teacher, student) => teacher + student / 0.0),
            SmallestBias,
            "the tensor"
        ),
        new(TeacherLaws.LeavesNoTensor, () => new Keeps(), SmallestBias, "tensor"),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<ITeacher>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_teacher() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(TeacherLaws.All));

    private static Func<ITeacher> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            created++;
            var part = 1.0 / created;
            return new Computes((teacher, student) => teacher * part + student);
        };
    }

    private sealed class Computes(Func<Tensor, Tensor, Tensor> next) : ITeacher
    {
        public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) =>
            next(teacher, student);
    }

    private sealed class Counts : ITeacher
    {
        private int _asked;

        public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
        {
            _asked++;
            return teacher + student / _asked;
        }
    }

    private sealed class Keeps : ITeacher
    {
        private readonly List<Tensor> _kept = [];

        public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
        {
            _kept.Add(student.clone().DetachFromDisposeScope());
            return student.clone();
        }
    }
}
