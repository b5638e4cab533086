using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// Semi-supervised evaluation: another protocol that gets the labels of a few training images only.
/// </summary>
/// <remarks>
/// The images of a share are chosen by the seed, as many of one class as of another and at least
/// one of each; those of a smaller share are among those of a larger one. All test images are
/// measured on.
/// <para>
/// Errors: ROCL0510 images without labels, ROCL0114 a class with too few images for its part; and
/// those of the other protocol.
/// </para>
/// <para>
/// Reference: Chen et al. 2020, arXiv:2002.05709, section 6 and appendix B.5, who fine-tune on 1 %
/// and on 10 % of the labels.
/// </para>
/// </remarks>
/// <param name="By">
/// The protocol, with its own optimizer and learning rate; standard fine-tuning when left out.
/// </param>
/// <param name="Shares">
/// Parts of the training images, each above 0 and up to 1; 1 % and 10 % when left out.
/// </param>
/// <param name="Optimizer">
/// The optimizer of standard fine-tuning, in place of SGD; another protocol has its own under
/// <c>by</c>.
/// </param>
/// <param name="LearningRate">
/// The rate as a function of time; another protocol has its own under <c>by</c>.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "semi-supervised", "shares": [0.5],
///       "by": {
///         "use": "fine-tuning", "epochs": 1, "batch": 16,
///         "optimizer": { "use": "adamw", "lr": 1e-3 }, "learningRate": "one-cycle"
///       }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("semi-supervised", "Another protocol with a class-balanced part of the labels, 1 % and 10 %")]
public sealed record SemiSupervised(
    IEvaluation? By = null,
    [MinLength(1), Distinct, Range(1e-9, 1)] IReadOnlyList<double>? Shares = null,
    [Excludes("by")] IOptimizer? Optimizer = null,
    [Excludes("by")] ILearningRate? LearningRate = null
) : IEvaluation
{
    private static readonly double[] UsualShares = [0.01, 0.1];

    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        bench.DemandLabels();
        var shares = Shares is { Count: > 0 } ? Shares : UsualShares;
        var protocols = new List<string>();
        var conditions = new List<Condition>();
        foreach (var share in shares)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#######} % of labels");
            var part = Part(bench, share);
            var result = Protocol.Evaluate(bench.On(name, part, bench.Test));
            protocols.Add($"{name}, {part.Count} of {bench.Train.Count} images: {result.Protocol}");
            conditions.AddRange(result.Conditions);
        }

        return new($"semi-supervised, class-balanced: {string.Join(" | ", protocols)}", conditions);
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => Protocol.Planned;

    private IEvaluation Protocol => By ?? new FineTuning(Optimizer: Optimizer, LearningRate: LearningRate);

    // One seed for all shares: the images of the smaller are then among those of the larger.
    private static IImages Part(IBench bench, double share)
    {
        var images = (long)Math.Round(share * bench.Train.Count, MidpointRounding.AwayFromZero);
        var count = Math.Max(bench.Train.Classes.Count, images);
        return Subset.Balanced(bench.Train, count, bench.Random("labels").Seed);
    }
}
