namespace RoCL.Teachers.Standard;

/// <summary>What an average does with batch-norm's running means and variances.</summary>
public enum FollowedStatistics
{
    /// <summary>They are averaged, as the parameters are.</summary>
    Average,

    /// <summary>They are the student's.</summary>
    Copy,
}
