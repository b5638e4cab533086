namespace RoCL.Evaluations.FineTuning;

/// <summary>The line that describes a fine-tuning in tables and papers.</summary>
/// <param name="Loss">The supervised loss; cross-entropy where <see langword="null"/>.</param>
/// <param name="SelfSupervised">The loss beside it; none where <see langword="null"/>.</param>
/// <param name="Weight">Its factor.</param>
/// <param name="Descent">How the network is trained.</param>
internal sealed record Protocol(ILoss? Loss, ILoss? SelfSupervised, double Weight, Descent Descent)
{
    /// <summary>The line.</summary>
    /// <param name="bench">Has the images.</param>
    /// <param name="inner">The attack in training; none where <see langword="null"/>.</param>
    public string Of(IBench bench, InnerAttack? inner)
    {
        var under = inner is null ? "" : $" under {inner}";
        var loss = Loss is null ? "cross-entropy" : ComponentAttribute.NameOf(Loss);
        var selfSupervised = SelfSupervised is null
            ? ""
            : FormattableString.Invariant($" and {Weight} of {ComponentAttribute.NameOf(SelfSupervised)}");
        return $"fine-tuning: the whole network by {loss}{selfSupervised}, {bench.Train.Count} training images{under}, "
            + $"{Descent.Epochs} epochs of {Descent.Method}; {bench.Test.Count} {bench.TestPart} images";
    }
}
