namespace RoCL.Measurements.Corruptions;

/// <summary>Natural corruptions, in the order and by the names of their benchmark.</summary>
public enum CorruptionKind
{
    /// <summary>Noise: normal, of one deviation.</summary>
    GaussianNoise,

    /// <summary>Noise: of light that is counted.</summary>
    ShotNoise,

    /// <summary>Noise: values that turn black or white.</summary>
    ImpulseNoise,

    /// <summary>Noise: normal, in proportion to the value.</summary>
    SpeckleNoise,

    /// <summary>Blur: a Gaussian.</summary>
    GaussianBlur,

    /// <summary>Blur: a disk, as of a lens out of focus.</summary>
    DefocusBlur,

    /// <summary>Blur: a trail in one direction.</summary>
    MotionBlur,

    /// <summary>Blur: a movement toward the scene.</summary>
    ZoomBlur,

    /// <summary>Digital: nearer to the mean.</summary>
    Contrast,

    /// <summary>Digital: lighter.</summary>
    Brightness,

    /// <summary>Digital: paler, then more colourful; for three channels.</summary>
    Saturate,

    /// <summary>Digital: fewer, larger pixels.</summary>
    Pixelate,

    /// <summary>Digital: a lossy JPEG file.</summary>
    Jpeg,
}
