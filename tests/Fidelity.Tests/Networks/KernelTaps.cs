namespace Fidelity.Tests.Networks;

/// <summary>
/// The taps of the first layer's kernel that led the gradient of a finished attack back to the
/// image.
/// </summary>
/// <param name="Kept">[9] of zeros and ones.</param>
/// <param name="Opposed">The part of the pushed pixels that went against this gradient.</param>
internal sealed record KernelTaps(Tensor Kept, float Opposed)
{
    /// <summary>Whether no tap is left out, as it should be.</summary>
    public bool All => Kept.all().item<bool>();

    /// <summary>
    /// Of all sets of taps, the one whose gradient agrees with most pixels; all taps where others
    /// agree no better.
    /// </summary>
    /// <param name="attacked">
    /// The images where the attack ended; the gradient is taken there.
    /// </param>
    /// <param name="push">
    /// Which way pixels were pushed: -1, 1, or 0 where they stopped in between.
    /// </param>
    /// <param name="objective">
    /// On a network with a <see cref="ReferenceConvolution"/> first.
    /// </param>
    public static KernelTaps Find(Tensor attacked, Tensor push, IObjective objective)
    {
        // The gradient is the sum of what each tap leads back.
        var gradientOfEachTap = stack([
            .. Enumerable
                .Range(0, ReferenceConvolution.Taps)
                .Select(tap =>
                    ReferenceConvolution.WithTaps(
                        eye(ReferenceConvolution.Taps)[tap],
                        () => objective.Gradient(attacked).flatten()
                    )
                ),
        ]);
        var sets = AllSets();
        var pushed = push.flatten().ne(0);
        var opposed = sets.mm(gradientOfEachTap).sign().ne(push.flatten()).logical_and(pushed);
        var shares = opposed.to(ScalarType.Float32).sum(1) / pushed.sum();
        return new(sets[shares.argmin().item<long>()], shares.min().item<float>());
    }

    public override string ToString() => string.Concat(Kept.data<float>().ToArray());

    // All 512 sets, the whole one first: [512, 9].
    private static Tensor AllSets() =>
        arange(1 << ReferenceConvolution.Taps)
            .flip(0)
            .unsqueeze(1)
            .bitwise_right_shift(arange(ReferenceConvolution.Taps))
            .bitwise_and(tensor(1L))
            .to(ScalarType.Float32);
}
