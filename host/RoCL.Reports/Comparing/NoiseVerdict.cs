namespace RoCL.Reports.Comparing;

/// <summary>What can be said of a difference.</summary>
public enum NoiseVerdict
{
    /// <summary>Neither the same images nor several seeds say how large the noise is.</summary>
    Unknown,

    /// <summary>Chance explains it.</summary>
    WithinNoise,

    /// <summary>Chance explains it in less than 5 % of cases.</summary>
    LargerThanNoise,
}
