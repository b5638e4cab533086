using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every teacher, one test each: the same tensors give the same bits, nothing is
/// written to or shared, forms and finite numbers stay. Add tests of your own in a fixture next to
/// this one.
/// </summary>
[TestFixture]
public sealed class LaggedCopyConformance : TeacherConformance
{
    protected override ITeacher Create() => new LaggedCopy(Every: 2);
}
