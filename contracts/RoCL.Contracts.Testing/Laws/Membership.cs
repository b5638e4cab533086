namespace RoCL.Contracts.Testing;

/// <summary>Checks that attacked images lie where they may.</summary>
internal static class Membership
{
    /// <summary>
    /// What is wrong with attacked images: another form, values that are not finite, or a point
    /// outside [0, 1] or the threat model; <see langword="null"/> where nothing is.
    /// </summary>
    public static string? Outside(this AttackCase attackCase, Tensor attacked, Tensor clean)
    {
        if (Discrepancy.NotImages(attacked, clean) is { } wrong)
            return wrong;
        var threat = attackCase.Threat;
        if (threat.Contains(attacked, clean))
            return null;
        var farthest = threat.Distance(attacked, clean).max().item<float>();
        return $"an image lies {Discrepancy.Number(farthest)} away in {threat.Norm}, "
            + $"and {Discrepancy.Number(threat.Radius)} is allowed";
    }
}
