using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>
/// What training changes: an encoder, its heads, and the optimizer's state, each tensor under the
/// name that it is saved by.
/// </summary>
public sealed class Model : IDisposable
{
    internal Model(Bindings bindings, ModelShape shape, ModelNetworks networks, ModelTeachers teachers, Device device)
    {
        Bindings = bindings;
        Built = shape;
        Networks = networks;
        Teachers = teachers;
        Teachers.Begin(networks);
        TrainedClassNames = shape.ClassNames;
        Device = device;
        Parameters = networks.Parameters;
        Optimizer = new(bindings, Parameters);
        States = ModelStates.Begin(this, bindings, shape.TrainingImages);
        Shadows = shape.TrainingImages is null
            ? new(networks, Precision.Exact)
            : new ShadowTrial(bindings, shape, networks, device).Build();
    }

    /// <summary>
    /// A new model; its weights come from libtorch's own generator, which the caller seeds.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where the weights are to be.</param>
    /// <param name="keepsStates">Whether it is trained: losses and attacks have states.</param>
    /// <exception cref="ProblemException">As <see cref="ModelBuilder.Build"/>.</exception>
    public static Model Build(Plan plan, Device device, bool keepsStates = true) =>
        ModelBuilder.Build(plan, device, keepsStates ? plan.Count : null);

    /// <summary>
    /// Images [N, C, H, W] in [0, 1] to features [N, F]; its first layer normalises.
    /// </summary>
    public nn.Module<Tensor, Tensor> Encoder => Networks.Encoder.Module;

    /// <summary>F, the number of features.</summary>
    public int Features => Built.Features;

    /// <summary>The shape of the images that it is built for.</summary>
    public ImageShape Shape => Built.Images;

    /// <summary>The number of classes that it is built for; 0 without labels.</summary>
    public int Classes => Built.Classes;

    /// <summary>
    /// The names of the classes that it is built for; none where they are not known.
    /// </summary>
    public ValueList<string> ClassNames => Built.ClassNames;

    /// <summary>
    /// The names of the classes that its weights were trained on: those of the checkpoint that was
    /// restored, else those that it is built for.
    /// </summary>
    public ValueList<string> TrainedClassNames { get; internal set; }

    /// <summary>The names of its heads, without <see cref="Recipe.NoHead"/>.</summary>
    public IEnumerable<string> Heads => Networks.Heads.Keys;

    /// <summary>The route that evaluations and other runs take.</summary>
    public string Route => Bindings.Recipe.Route;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>
    /// The parameters, which gradients move, by name: <c>encoder.conv1.weight</c>,
    /// <c>heads.projector.linear_1.bias</c>.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> Parameters { get; }

    /// <summary>
    /// Running statistics, by name, those of teachers among them; they move in training mode.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers => Networks.Buffers.Concat(Teachers.Buffers);

    /// <summary>
    /// Parameters, running statistics, teachers, and the states of the optimizer, of losses and of
    /// attacks: all that a checkpoint holds. The tensors are the model's own.
    /// </summary>
    public ImmutableSortedDictionary<string, Tensor> State => ModelState.Of(this);

    /// <summary>
    /// Whether all tensors are after the same step: not where the optimizer or a teacher failed
    /// inside one.
    /// </summary>
    public bool IsWhole => Optimizer.IsWhole && Teachers.AreWhole;

    /// <summary>What is computed otherwise than the recipe says, and why: ROCL0313.</summary>
    public ImmutableArray<Problem> Notices => Shadows.Notices;

    /// <summary>The ranks that train it together.</summary>
    public ModelRanks Ranks { get; } = new();

    /// <summary>The teachers that follow the model.</summary>
    internal ModelTeachers Teachers { get; }

    /// <summary>The recipe, and its components as objects.</summary>
    internal Bindings Bindings { get; }

    /// <summary>What the networks were built for.</summary>
    internal ModelShape Built { get; }

    /// <summary>Encoder, heads and routes.</summary>
    internal ModelNetworks Networks { get; }

    /// <summary>What computes in the encoder's place while it is trained.</summary>
    internal ModelShadows Shadows { get; }

    /// <summary>The optimizer and its state.</summary>
    internal OptimizerState Optimizer { get; }

    /// <summary>The states of losses and attacks.</summary>
    internal ModelStates States { get; }

    /// <summary>The features of images, [N, F].</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">The route of the view that they are of.</param>
    public Tensor Encode(Tensor images, string route = Recipe.OwnRoute) => Networks.Encode(images, Features, route);

    /// <summary>
    /// A head's outputs of features, [N, D]; <see cref="Recipe.NoHead"/> gives the features.
    /// </summary>
    /// <param name="head">The head's name.</param>
    /// <param name="features">[N, F].</param>
    /// <param name="route">The route of the views that they are features of.</param>
    public Tensor Head(string head, Tensor features, string route = Recipe.OwnRoute) =>
        Networks.Head(head, features, route);

    /// <summary>Puts encoder and heads into a mode.</summary>
    /// <param name="mode">The mode.</param>
    public void Enter(Mode mode) => Networks.Enter(mode);

    /// <summary>
    /// Frees all of it; what a network throws meanwhile harms nobody. <see cref="Release"/> says
    /// it.
    /// </summary>
    public void Dispose() => Release();

    /// <summary>Frees all of it.</summary>
    /// <returns>
    /// ROCL0228 for each component that threw; the other networks are freed all the same.
    /// </returns>
    public ImmutableArray<Problem> Release()
    {
        Ranks.Dispose();
        Optimizer.Dispose();
        States.Dispose();
        return [.. Shadows.Release().Concat(Teachers.Release()).Concat(Networks.Release()).Distinct()];
    }
}
