namespace RoCL.Mixing.Standard;

/// <summary>How many weights a batch has.</summary>
public enum Per
{
    /// <summary>One for all images, as in the papers' code.</summary>
    Batch,

    /// <summary>One for each image.</summary>
    Image,
}
