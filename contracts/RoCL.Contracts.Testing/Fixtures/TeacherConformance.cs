using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a teacher against the laws of <see cref="ITeacher"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class TeacherConformance : Conformance<ITeacher>
{
    /// <summary>One test for each law of <see cref="TeacherLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(TeacherLaws), nameof(TeacherLaws.All))]
    public void It(Law<ITeacher> law) => Hold(law);
}
