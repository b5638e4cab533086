using RoCL.Core.Guards;

namespace RoCL.Core.Ahead;

/// <summary>Ends an attack that was only looked at, as if the person had asked to stop.</summary>
internal sealed class SeenEnoughException() : StopAskedException(new CancellationToken(canceled: true));
