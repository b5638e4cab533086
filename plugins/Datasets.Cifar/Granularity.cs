namespace RoCL.Datasets.Cifar;

/// <summary>How finely CIFAR-100 is divided into classes.</summary>
public enum Granularity
{
    /// <summary>A hundred classes, 600 images in each: <c>beaver</c>, <c>dolphin</c>.</summary>
    Fine,

    /// <summary>Twenty groups of five classes: <c>aquatic_mammals</c>.</summary>
    Coarse,
}
