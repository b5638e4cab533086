namespace RoCL.Datasets.ImageFolder;

/// <summary>What shows through where an image is transparent.</summary>
public enum Background
{
    /// <summary>255, as most viewers have it.</summary>
    White,

    /// <summary>128.</summary>
    Gray,

    /// <summary>0.</summary>
    Black,
}
