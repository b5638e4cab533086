using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;

namespace RoCL.Runs.Recipes;

/// <summary>
/// How data differs from what runs have recorded of it: ROCL0269 for each of them, or nothing.
/// </summary>
/// <param name="recipe">The recipe at hand, as resolved.</param>
/// <param name="data">The images at hand.</param>
public delegate ImmutableArray<Problem> DataChange(JsonObject recipe, DataFingerprint data);
