using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// AutoAttack, standard version: four attacks that fail in different ways, each on the images that
/// the attacks before it did not fool.
/// </summary>
/// <remarks>
/// In this order: <see cref="Apgd"/> on the objective (cross-entropy), targeted <see cref="Apgd"/>
/// on the difference of logits ratio, <see cref="FabT"/>, and <see cref="SquareAttack"/>, which
/// needs no gradient. For L1, APGD makes five runs or aims at five targets, through larger balls
/// first. An image gets the point of the first attack that fooled it, else that of the highest
/// loss.
/// <para>
/// An objective with labels; L-infinity, L2 and L1. Shape: images [N, C, H, W] in [0, 1]. With
/// three classes or fewer that ratio is not defined, and the target's log-probability takes its
/// place.</para>
/// <para>
/// Errors: ROCL0334 no labels, ROCL0335 fewer than two classes or than
/// <paramref name="Targets"/> asks for, ROCL0390 another threat model.
/// </para>
/// <para>
/// Reference: Croce and Hein 2020, arXiv:2003.01690, section 5; for L1, Croce and Hein 2021,
/// arXiv:2103.01208, section 5.
/// </para>
/// </remarks>
/// <param name="Iterations">Steps of every run of APGD and FAB. The standard version: 100.</param>
/// <param name="Targets">
/// Target classes of APGD and FAB, at most one fewer than there are; the standard version's when
/// left out: 9, for APGD in L1 5.
/// </param>
/// <param name="Restarts">
/// Runs of APGD on the objective; the standard version's when left out: 1, for L1 5.
/// </param>
/// <param name="Queries">Queries of Square Attack. The standard version: 5,000.</param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 2, "batch": 32,
///       "threats": [{ "linf": "8/255" }],
///       "attack": {
///         "use": "autoattack", "iterations": 2, "targets": 1, "restarts": 1, "queries": 4
///       }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("autoattack", "AutoAttack's standard version, Croce and Hein 2020")]
public sealed record AutoAttack(
    [Range(1, 1_000_000)] int Iterations = 100,
    [Range(1, 1_000_000)] int? Targets = null,
    [Range(1, 1_000_000)] int? Restarts = null,
    [Range(1, 1_000_000)] int Queries = 5000
) : ITitledAttack
{
    private const int LeastClassesOfTheRatio = 4;
    private const int StandardIterations = 100;
    private const int StandardTargets = 9;
    private const int StandardQueries = 5000;
    private const int StandardRestartsInL1 = 5;

    /// <summary>The attacks in their order.</summary>
    /// <param name="classes">K, how many classes the network distinguishes.</param>
    public IReadOnlyList<IAttack> Attacks(long classes)
    {
        var targetedLoss = classes < LeastClassesOfTheRatio ? ApgdLoss.CeTargeted : ApgdLoss.DlrTargeted;
        return
        [
            new Apgd(Iterations, Restarts: Restarts),
            new Apgd(Iterations, targetedLoss, Targets),
            new FabT(Iterations, Targets ?? StandardTargets),
            new SquareAttack(Queries),
        ];
    }

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreeNorms.Demand(threat, ToString());
        var classes = Classes.Of(ToString(), clean, objective, least: 2);
        TargetClasses.Demand(classes, Targets);
        return new WorstOf(Attacks(classes)).Perturb(clean, objective, threat, random);
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => ThreeNorms.Have(threat);

    /// <summary>
    /// <c>AutoAttack</c> for the standard version alone: one that computes less in any way is
    /// called shortened, and every option that is set is named.
    /// </summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) =>
        AttackTitle.WithOptions(IsShortened(threat) ? $"shortened {this}" : $"{this}", this);

    /// <summary>As papers write it, <c>AutoAttack</c>.</summary>
    public override string ToString() => "AutoAttack";

    private bool IsShortened(ThreatModel threat) =>
        Iterations < StandardIterations
        || Targets < StandardTargets
        || Queries < StandardQueries
        || (threat is L1 && Restarts < StandardRestartsInL1);
}
