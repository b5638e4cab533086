using RoCL.Core.Binding;
using RoCL.Core.Guards;

namespace RoCL.Core.Models;

/// <summary>The teachers that follow a model, by name.</summary>
internal sealed class ModelTeachers
{
    /// <summary>What the names of teachers' tensors begin with.</summary>
    public const string Prefix = "teachers.";

    private readonly ImmutableSortedDictionary<string, FollowingTeacher> _teachers;

    private ModelTeachers(ImmutableSortedDictionary<string, FollowingTeacher> teachers) => _teachers = teachers;

    /// <summary>
    /// New teachers; their weights do not matter before they begin, and take no random number from
    /// others.
    /// </summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="shape">What the student was built for.</param>
    /// <param name="device">Where the weights are to be.</param>
    public static ModelTeachers Build(Bindings bindings, ModelShape shape, Device device)
    {
        if (bindings.Following.IsEmpty)
            return new(ImmutableSortedDictionary<string, FollowingTeacher>.Empty);
        using var before = Generator.Default.get_state();
        try
        {
            return new(
                bindings.Following.Keys.ToImmutableSortedDictionary(
                    name => name,
                    name => FollowingTeacher.Build(bindings, name, shape, device),
                    StringComparer.Ordinal
                )
            );
        }
        finally
        {
            Generator.Default.set_state(before);
        }
    }

    /// <summary>Whether no step ended between two tensors of a teacher.</summary>
    public bool AreWhole { get; private set; } = true;

    /// <summary>The parameters: <c>teachers.target.encoder.conv1.weight</c>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => Named(teacher => teacher.Parameters);

    /// <summary>The running statistics, by name.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers => Named(teacher => teacher.Buffers);

    /// <summary>The networks of all teachers, as modules.</summary>
    public IEnumerable<nn.Module> Modules => _teachers.Values.SelectMany(teacher => teacher.Modules);

    /// <summary>Makes every teacher a copy of the student.</summary>
    /// <param name="student">The student's networks.</param>
    public void Begin(ModelNetworks student)
    {
        foreach (var teacher in _teachers.Values)
            teacher.CopyOf(student);
    }

    /// <summary>A teacher's outputs for images.</summary>
    /// <param name="name">The teacher's name.</param>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor Outputs(string name, Tensor images, string route) => _teachers[name].Outputs(images, route);

    /// <summary>Lets every teacher follow the student.</summary>
    /// <param name="student">The student's networks, after the step.</param>
    /// <param name="moment">The step's place in time.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="GuardedTeacher.Follow"/>; ROCL0184 numbers are not finite.
    /// <see cref="AreWhole"/> is then false.
    /// </exception>
    public void Follow(ModelNetworks student, Moment moment)
    {
        AreWhole = false;
        foreach (var teacher in _teachers.Values)
            teacher.Follow(student, moment);
        AreWhole = true;
    }

    /// <summary>Copies a teacher's tensors into the student.</summary>
    /// <param name="student">The student's networks.</param>
    /// <param name="name">
    /// The teacher's name; nothing is copied where it is <see langword="null"/>.
    /// </param>
    public void CopyInto(ModelNetworks student, string? name)
    {
        if (name is not null)
            _teachers[name].CopyInto(student);
    }

    /// <summary>Frees all of them.</summary>
    /// <returns>ROCL0228 for each network that threw; the others are freed all the same.</returns>
    public IEnumerable<Problem> Release() => [.. _teachers.Values.SelectMany(teacher => teacher.Release())];

    private IEnumerable<KeyValuePair<string, Tensor>> Named(
        Func<FollowingTeacher, IEnumerable<KeyValuePair<string, Tensor>>> some
    ) =>
        from teacher in _teachers
        from tensor in some(teacher.Value)
        select KeyValuePair.Create($"{Prefix}{teacher.Key}.{tensor.Key}", tensor.Value);
}
