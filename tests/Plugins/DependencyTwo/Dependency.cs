namespace Dependency;

/// <summary>A library of somebody else's, in one of two versions.</summary>
public static class Library
{
    /// <summary>Which version answers.</summary>
    public static string Version => "Two";
}
