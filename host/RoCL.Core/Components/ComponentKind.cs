namespace RoCL.Core.Components;

/// <summary>What a component is for: the contract that its record implements.</summary>
public enum ComponentKind
{
    /// <summary><see cref="IEncoder"/>.</summary>
    Encoder,

    /// <summary><see cref="IHead"/>.</summary>
    Head,

    /// <summary><see cref="IAugmentation"/>.</summary>
    Augmentation,

    /// <summary><see cref="ILoss"/>, contrastive or not.</summary>
    Loss,

    /// <summary><see cref="IAttack"/>.</summary>
    Attack,

    /// <summary><see cref="IDataset"/>.</summary>
    Dataset,

    /// <summary><see cref="IEvaluation"/>.</summary>
    Evaluation,

    /// <summary><see cref="IMeasurement"/>.</summary>
    Measurement,

    /// <summary><see cref="RoCL.Contracts.ThreatModel"/>.</summary>
    ThreatModel,

    /// <summary><see cref="IOptimizer"/>.</summary>
    Optimizer,

    /// <summary><see cref="ILearningRate"/>.</summary>
    LearningRate,

    /// <summary><see cref="ITeacher"/>.</summary>
    Teacher,

    /// <summary><see cref="IMixing"/>.</summary>
    Mixing,

    /// <summary><see cref="IMonitor"/>.</summary>
    Monitor,
}
