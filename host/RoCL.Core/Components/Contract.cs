namespace RoCL.Core.Components;

/// <summary>Which interface or base record makes a component of which kind.</summary>
public static class Contract
{
    private static readonly ImmutableArray<(Type Interface, ComponentKind Kind)> All =
    [
        (typeof(IEncoder), ComponentKind.Encoder),
        (typeof(IHead), ComponentKind.Head),
        (typeof(IAugmentation), ComponentKind.Augmentation),
        (typeof(ILoss), ComponentKind.Loss),
        (typeof(IContrastiveLoss), ComponentKind.Loss),
        (typeof(IAttack), ComponentKind.Attack),
        (typeof(IDataset), ComponentKind.Dataset),
        (typeof(IEvaluation), ComponentKind.Evaluation),
        (typeof(IMeasurement), ComponentKind.Measurement),
        (typeof(ThreatModel), ComponentKind.ThreatModel),
        (typeof(IOptimizer), ComponentKind.Optimizer),
        (typeof(ILearningRate), ComponentKind.LearningRate),
        (typeof(ITeacher), ComponentKind.Teacher),
        (typeof(IMixing), ComponentKind.Mixing),
        (typeof(IMonitor), ComponentKind.Monitor),
        (typeof(IJudgingMonitor), ComponentKind.Monitor),
    ];

    /// <summary>The names of all of them, such as <c>IEncoder</c>.</summary>
    public static IEnumerable<string> Names => All.Select(contract => contract.Interface.Name);

    /// <summary>The interface or base record that every component of a kind has.</summary>
    /// <param name="kind">The kind.</param>
    public static Type Of(ComponentKind kind) => All.First(contract => contract.Kind == kind).Interface;

    /// <summary>
    /// The kind that an interface or a base record stands for; <see langword="null"/> for any other
    /// type.
    /// </summary>
    /// <param name="assembly">The name of the assembly that it lives in.</param>
    /// <param name="name">Its full name.</param>
    public static ComponentKind? KindOf(string? assembly, string name) =>
        All.Where(contract => Is(contract.Interface, assembly, name))
            .Select(contract => (ComponentKind?)contract.Kind)
            .FirstOrDefault();

    /// <summary>
    /// The kind of components that carry a state from step to step, where an interface stands for
    /// that; <see langword="null"/> for any other type.
    /// </summary>
    /// <param name="assembly">The name of the assembly that it lives in.</param>
    /// <param name="name">Its full name.</param>
    public static ComponentKind? StatefulKindOf(string? assembly, string name)
    {
        if (Is(typeof(IStatefulLoss), assembly, name))
            return ComponentKind.Loss;
        return Is(typeof(IStatefulAttack), assembly, name) ? ComponentKind.Attack : null;
    }

    private static bool Is(Type contract, string? assembly, string name) =>
        contract.FullName == name && contract.Assembly.GetName().Name == assembly;
}
