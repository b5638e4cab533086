namespace RoCL.Contracts;

/// <summary>
/// An attack that tables name otherwise than its <see cref="object.ToString"/> does. Random values
/// of evaluations follow from that text, so that a title may change without a digit changing.
/// </summary>
public interface ITitledAttack : IAttack
{
    /// <summary>
    /// The short name of its conditions, different for settings that differ, without the threat
    /// model's name.
    /// </summary>
    /// <param name="threat">The threat model that it is made in.</param>
    string TitleIn(ThreatModel threat);
}
