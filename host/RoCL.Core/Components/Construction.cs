namespace RoCL.Core;

/// <summary>placeholder until the real one lands</summary>
public static class Construction
{
    /// <summary>placeholder</summary>
    public static object Create(Type type, IReadOnlyDictionary<string, object?> options) => throw new NotSupportedException($"{type} {options}");
}
