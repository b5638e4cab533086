using System.Collections.Immutable;
using RoCL.Core.Training;

namespace Shared.Toys;

/// <summary>A training that was not cut.</summary>
/// <param name="Results">What each step found.</param>
/// <param name="Begun">A copy of the model's state after <see cref="StepsBegun"/> steps.</param>
/// <param name="State">The bytes of every tensor of the state at the end.</param>
public sealed record ToyTraining(
    IReadOnlyList<StepResult> Results,
    IReadOnlyDictionary<string, Tensor> Begun,
    ImmutableSortedDictionary<string, string> State
)
{
    /// <summary>After how many steps the copy was made: in the middle of the first epoch.</summary>
    public const int StepsBegun = 2;
}
