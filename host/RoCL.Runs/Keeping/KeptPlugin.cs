using RoCL.Plugins.Copies;
using RoCL.Plugins.Trust;

namespace RoCL.Runs.Keeping;

/// <summary>
/// A plugin that a run has kept: it goes on with it whatever becomes of the original.
/// </summary>
/// <param name="Record">Which one, and which build of it.</param>
/// <param name="Origin">The assembly's path where it was used first.</param>
/// <param name="Bytes">Its code.</param>
public sealed record KeptPlugin(PluginRecord Record, string Origin, PluginBytes Bytes)
{
    /// <summary>
    /// The C# file or folder that it was compiled of; none for an assembly that a person named.
    /// </summary>
    public string? Source { get; init; }
}
