using System.ComponentModel.DataAnnotations;

// A working teacher, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them. A schedule may run through each number.
//   2. Follow gets one tensor of the teacher and the student's tensor of the same name, after each
//      step, and returns the teacher's next one: a new tensor, or `teacher` itself.
//   3. Remember nothing: the tensors are all that a checkpoint holds. What depends on time comes
//      from `moment`. Counts of batches are integers, so copy them or leave them.
//   4. The host begins every teacher as a copy of the student, sees views through it, and saves it.
//   5. `rocl check LaggedCopy.cs` tries the laws of every teacher.

/// <summary>
/// A copy of the student that is renewed only now and then, as a target network is.
/// </summary>
/// <remarks>
/// After every so many steps all tensors are the student's; between them nothing changes.
/// <para>Begun from: Mnih et al. 2015, Nature 518 (the target network of DQN).</para>
/// </remarks>
/// <param name="Every">How many steps lie between two copies.</param>
/// <example>
/// <code>
/// {
///   "teachers": { "target": { "use": "lagged-copy", "every": 50 } },
///   "loss": [{ "use": "cos", "views": ["a", "b@target"], "head": "features" }]
/// }
/// </code>
/// </example>
[Component("lagged-copy", "A copy of the student, renewed every so many steps")]
public sealed record LaggedCopy([Range(1, 1_000_000)] int Every = 100) : ITeacher
{
    /// <inheritdoc/>
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) =>
        (moment.Step + 1) % Every == 0 ? student.clone() : teacher;
}
