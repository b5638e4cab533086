namespace RoCL.Datasets.Cifar;

/// <summary>How finely the classes of CIFAR-100 are told apart.</summary>
public enum Granularity
{
    /// <summary>A hundred classes, 600 images in each: <c>beaver</c>, <c>dolphin</c>.</summary>
    Fine,

    /// <summary>Twenty groups of five classes: <c>aquatic_mammals</c>.</summary>
    Coarse,
}
