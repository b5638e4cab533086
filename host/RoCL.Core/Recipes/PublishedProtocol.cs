namespace RoCL.Core.Recipes;

/// <summary>
/// How the field measures robust encoders, by the names of the benchmark RobustSSL (Xu et al.
/// 2023).
/// </summary>
public enum PublishedProtocol
{
    /// <summary>
    /// Standard linear fine-tuning: a classifier on the frozen encoder, trained on clean images;
    /// the evaluation <c>linear</c>.
    /// </summary>
    Slf,

    /// <summary>
    /// Adversarial linear fine-tuning: the same, trained on attacked images; the evaluation
    /// <c>robust-linear</c>.
    /// </summary>
    Alf,

    /// <summary>
    /// Adversarial full fine-tuning: encoder and classifier; the evaluation <c>fine-tuning</c>.
    /// </summary>
    Aff,
}
