using RoCL.Contracts.Testing;

namespace Components.Tests.Conformance;

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Attacks))]
public sealed class BuiltInAttacks(BuiltIn<IAttack> of) : AttackConformance
{
    protected override LawSettings Settings => new(Cases: 12);

    protected override IAttack Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.ThreatModels))]
public sealed class BuiltInThreatModels(BuiltIn<ThreatModel> of) : ThreatModelConformance
{
    protected override ThreatModel Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Losses))]
public sealed class BuiltInLosses(BuiltIn<ILoss> of) : LossConformance
{
    protected override ILoss Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Encoders))]
public sealed class BuiltInEncoders(BuiltIn<IEncoder> of) : EncoderConformance
{
    protected override LawSettings Settings => new(Cases: 8);

    protected override IEncoder Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Heads))]
public sealed class BuiltInHeads(BuiltIn<IHead> of) : HeadConformance
{
    protected override IHead Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Augmentations))]
public sealed class BuiltInAugmentations(BuiltIn<IAugmentation> of) : AugmentationConformance
{
    protected override IAugmentation Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Datasets))]
public sealed class BuiltInDatasets(BuiltIn<IDataset> of) : DatasetConformance
{
    protected override LawSettings Settings => new(Cases: 4);

    protected override IDataset Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Optimizers))]
public sealed class BuiltInOptimizers(BuiltIn<IOptimizer> of) : OptimizerConformance
{
    protected override IOptimizer Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.LearningRates))]
public sealed class BuiltInLearningRates(BuiltIn<ILearningRate> of) : LearningRateConformance
{
    protected override ILearningRate Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Teachers))]
public sealed class BuiltInTeachers(BuiltIn<ITeacher> of) : TeacherConformance
{
    protected override ITeacher Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Mixings))]
public sealed class BuiltInMixings(BuiltIn<IMixing> of) : MixingConformance
{
    protected override IMixing Create() => of.Make();
}

[TestFixtureSource(typeof(BuiltIns), nameof(BuiltIns.Monitors))]
public sealed class BuiltInMonitors(BuiltIn<IMonitor> of) : MonitorConformance
{
    // None to three views are among them.
    protected override LawSettings Settings => new(Cases: 12);

    protected override IMonitor Create() => of.Make();
}
