using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Provenance;

namespace RoCL.Suites.Measuring;

/// <summary>A model from a checkpoint.</summary>
/// <param name="Model">The model.</param>
/// <param name="Named">The models of other runs that its recipe names.</param>
/// <param name="State">How far its training had come.</param>
/// <param name="Change">What is not what the run has recorded.</param>
internal sealed record RestoredModel(
    Model Model,
    IReadOnlyList<ModelOrigin>? Named,
    CheckpointState State,
    AllowedChange Change
);
