using RoCL.Core.Binding;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>
/// A teacher of the student's architecture: an encoder with the heads that it needs.
/// </summary>
internal sealed class FollowingTeacher
{
    private readonly Bound<ITeacher> _component;
    private readonly BuiltNetworks _built;
    private readonly string _head;

    private FollowingTeacher(Bound<ITeacher> component, BuiltNetworks built, string head)
    {
        _component = component;
        _built = built;
        _head = head;
    }

    /// <summary>A new teacher; its weights do not matter before it is made a copy.</summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="name">The teacher's name.</param>
    /// <param name="shape">What the student was built for.</param>
    /// <param name="device">Where the weights are to be.</param>
    public static FollowingTeacher Build(Bindings bindings, string name, ModelShape shape, Device device)
    {
        var recipe = bindings.Recipe;
        var teacher = (Teacher.Following)recipe.Teachers[name];
        var built = ModelBuilder.Networks(bindings, shape, HeadSources.OfTeacher(recipe, name), device);
        foreach (var parameter in built.Networks.Parameters.Values)
            parameter.requires_grad = false;
        built.Networks.Enter(teacher.Mode);
        return new(bindings.Following[name], built, teacher.Head);
    }

    /// <summary>Encoder and heads, as modules.</summary>
    public IEnumerable<nn.Module> Modules => _built.Networks.Modules;

    /// <summary>The parameters, by the student's names.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => _built.Networks.Parameters;

    /// <summary>
    /// The running statistics, by the student's names; the recipe says the normalisation.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers =>
        _built.Networks.Buffers.Where(buffer => !Normalized.IsOwn(buffer.Key));

    /// <summary>
    /// The outputs for images, [N, D]; a gradient reaches the images and no weight.
    /// </summary>
    /// <remarks>
    /// In training mode the batch's statistics normalise, and the running ones move: a step puts
    /// them back before the teacher follows.
    /// </remarks>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor Outputs(Tensor images, string route)
    {
        var features = _built.Networks.Encode(images, _built.Shape.Features, route);
        return _built.Networks.Head(_head, features, route);
    }

    /// <summary>Makes it a copy of the student.</summary>
    /// <param name="student">The student's networks.</param>
    public void CopyOf(ModelNetworks student)
    {
        using var quiet = no_grad();
        var studentTensors = TensorsOf(student);
        foreach (var (name, own) in Parameters.Concat(Buffers))
            own.copy_(studentTensors[name]);
    }

    /// <summary>Makes the student a copy of it, as far as it has tensors.</summary>
    /// <param name="student">The student's networks.</param>
    public void CopyInto(ModelNetworks student)
    {
        using var quiet = no_grad();
        var studentTensors = TensorsOf(student);
        foreach (var (name, own) in Parameters.Concat(Buffers))
            studentTensors[name].copy_(own);
    }

    /// <summary>Follows the student tensor by tensor.</summary>
    /// <param name="student">The student's networks, after the step.</param>
    /// <param name="moment">The step's place in time.</param>
    public void Follow(ModelNetworks student, Moment moment)
    {
        using var quiet = no_grad();
        var teacher = _component.At(moment);
        var studentTensors = TensorsOf(student);
        foreach (var (name, own) in Parameters)
            Follow(teacher, own, studentTensors[name], new(name, IsStatistic: false), moment);
        foreach (var (name, own) in Buffers)
            Follow(teacher, own, studentTensors[name], new(name, IsStatistic: true), moment);
        RequireFinite(studentTensors);
    }

    /// <summary>Frees the networks.</summary>
    /// <returns>ROCL0228 for each network that threw.</returns>
    public ImmutableArray<Problem> Release() => _built.Networks.Release();

    private static void Follow(ITeacher teacher, Tensor own, Tensor student, TeacherTensor tensor, Moment moment)
    {
        using var scope = NewDisposeScope();
        own.copy_(teacher.Follow(own, student, tensor, moment));
    }

    // One sum over all tensors and one look at it; only where that is not finite is each tensor
    // looked at. Where the student's own numbers are not finite, the teacher's need not be.
    private void RequireFinite(Dictionary<string, Tensor> student)
    {
        using var scope = NewDisposeScope();
        var tensors = Parameters.Concat(Buffers).Where(named => named.Value.is_floating_point()).ToList();
        var sums = tensors.Select(named => named.Value.sum().to(ScalarType.Float32)).ToList();
        if (sums.Count == 0 || float.IsFinite(stack(sums).sum().item<float>()))
            return;
        foreach (var (name, tensor) in tensors)
        {
            if (FiniteNumbers.All(tensor) || !FiniteNumbers.All(student[name]))
                continue;
            throw new ProblemException(
                new(
                    "ROCL0184",
                    _component.Use.Place,
                    $"The teacher made {name} not finite, and the student's is finite.",
                    "The plugin has to be repaired."
                )
            );
        }
    }

    private static Dictionary<string, Tensor> TensorsOf(ModelNetworks networks) =>
        networks.Parameters.Concat(networks.Buffers).ToDictionary(named => named.Key, named => named.Value);
}
