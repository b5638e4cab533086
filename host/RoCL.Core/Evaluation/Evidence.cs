using RoCL.Core.Numbers;

namespace RoCL.Core.Evaluation;

/// <summary>What was looked for in one attacked condition of a classifier.</summary>
/// <param name="Classifier">Its name; empty for the evaluation's only one.</param>
/// <param name="Attack">The attack whose result is in question.</param>
/// <param name="Threat">Its threat model.</param>
/// <param name="Images">On how many images.</param>
/// <param name="Flags">The six signs.</param>
public sealed record Evidence(string Classifier, string Attack, string Threat, int Images, IReadOnlyList<Flag> Flags)
{
    /// <summary>
    /// The condition's name in the result; none where an older version wrote the file.
    /// </summary>
    public string? Condition { get; init; }

    /// <summary>Wall time of looking.</summary>
    public double Seconds { get; init; }
}

/// <summary>One sign of gradients that only seem to protect.</summary>
/// <param name="Code">
/// ROCL0521 zero gradients, 0522 outputs change, 0523 black-box finds more, 0524 eps 0, 0525 eps
/// 1/2, 0550 another attack finds more.
/// </param>
/// <param name="Name">In a few words.</param>
/// <param name="Raised">Whether it speaks against the robust accuracy.</param>
/// <param name="Share">The part of the images that show it, from 0 to 1.</param>
/// <param name="Says">In a sentence.</param>
public sealed record Flag(string Code, string Name, bool Raised, double Share, string Says)
{
    /// <summary>A sign that some of the images show.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">In a few words.</param>
    /// <param name="rows">Which images show it, bool [N].</param>
    /// <param name="what">What those images do, in a sentence.</param>
    /// <param name="most">The largest part that is no sign.</param>
    internal static Flag Of(string code, string name, Tensor rows, string what, double most = 0)
    {
        var share = (double)rows.sum().item<long>() / rows.shape[0];
        return new(code, name, share > most, share, $"{Percentage.Brief(share)} {what}");
    }

    /// <summary>A sign that could not be looked for.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">In a few words.</param>
    /// <param name="reason">Why, in a sentence.</param>
    internal static Flag NotLookedFor(string code, string name, string reason) =>
        new(code, name, Raised: false, Share: 0, $"not looked for: {reason}");
}
