namespace RoCL.Core.Evaluation;

/// <summary>What was looked for in the gradients of one classifier.</summary>
/// <param name="Classifier">Its name; empty for the evaluation's only one.</param>
/// <param name="Attack">The attack whose result is in question.</param>
/// <param name="Threat">Its threat model.</param>
/// <param name="Images">On how many images.</param>
/// <param name="Flags">The five signs.</param>
public sealed record Evidence(string Classifier, string Attack, string Threat, int Images, IReadOnlyList<Flag> Flags);

/// <summary>One sign of gradients that only seem to protect.</summary>
/// <param name="Code">
/// ROCL0521 zero gradients, 0522 outputs change, 0523 black-box finds more, 0524 eps 0, 0525 eps
/// 1/2.
/// </param>
/// <param name="Name">In a few words.</param>
/// <param name="Raised">Whether it speaks against the robust accuracy.</param>
/// <param name="Share">The part of the images that show it, from 0 to 1.</param>
/// <param name="Says">In a sentence.</param>
public sealed record Flag(string Code, string Name, bool Raised, double Share, string Says);
