using RoCL.Core.Recipes;
using RoCL.Core.Tensors;

namespace RoCL.Core.Binding;

/// <summary>The weights that training begins with, ready to be read.</summary>
/// <param name="Init">As the recipe names them.</param>
/// <param name="Open">
/// Reads them; the caller disposes of them. Throws a <see cref="ProblemException"/> at the recipe's
/// key when the run or the file is not there, or not sound.
/// </param>
public sealed record BoundInit(Init Init, Func<SavedTensors> Open);
