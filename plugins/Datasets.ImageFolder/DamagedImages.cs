namespace RoCL.Datasets.ImageFolder;

/// <summary>What becomes of images that cannot be read.</summary>
public enum DamagedImages
{
    /// <summary>The data is refused, with all of them named.</summary>
    Refuse,

    /// <summary>They are left out and counted.</summary>
    LeaveOut,
}
